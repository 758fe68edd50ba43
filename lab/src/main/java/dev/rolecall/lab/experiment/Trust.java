package dev.rolecall.lab.experiment;

/**
 * A trust policy.
 *
 * @param document as IAM takes it
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
record Trust(String document) {

    /** Of everybody in an account whose own policies allow it. */
    static Trust account(String account) {
        return of("\"AWS\": \"" + account + "\"", "");
    }

    /** Of the same, and of a role in it, whatever the role's policies say. */
    static Trust accountAndRole(String account, String roleArn) {
        return of("\"AWS\": [\"" + account + "\", \"" + roleArn + "\"]", "");
    }

    /** Of everybody in an account who says an external id. */
    static Trust withExternalId(String account, String externalId) {
        return of("\"AWS\": \"" + account + "\"", ", \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"" + externalId + "\"}}");
    }

    /** Of a service of AWS, and of nobody else. */
    static Trust service(String name) {
        return of("\"Service\": \"" + name + "\"", "");
    }

    private static Trust of(String principal, String condition) {
        return new Trust("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {%s}%s}]}"""
                .formatted(principal, condition));
    }
}
