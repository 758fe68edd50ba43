package dev.rolecall.cloud.gateway;

/** How a refused signature is explained: with what the service would have signed, as AWS does. */
final class SignatureText {
    static final String MISMATCH = "The request signature we calculated does not match the signature you provided. "
            + "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    private SignatureText() {}

    static String explain(Rejection.WrongSignature wrong) {
        return MISMATCH + "\n\nThe Canonical String for this request should have been\n'" + wrong.canonicalRequest()
                + "'\n\nThe String-to-Sign should have been\n'" + wrong.stringToSign() + "'\n";
    }

    static String skewed(Rejection.Skewed skewed) {
        return "Signature expired: " + skewed.requestTime() + " is more than 15 min. from " + skewed.serverTime() + ".";
    }
}
