package dev.rolecall.iam;

/** In which capacity a policy has a say; the words are those of AWS's denials, see {@code troubleshoot_access-denied}. */
public enum Layer {
    IDENTITY("identity-based policy", "an identity-based policy"), //
    BOUNDARY("permissions boundary", "a permissions boundary"), //
    SESSION("session policy", "a session policy"), //
    RESOURCE("resource-based policy", "a resource-based policy"), //
    TRUST("role trust policy", "the role trust policy"), //
    ENDPOINT("VPC endpoint policy", "a VPC endpoint policy");

    private final String text;
    private final String withArticle;

    Layer(String text, String withArticle) {
        this.text = text;
        this.withArticle = withArticle;
    }

    /** Whether these policies belong to who asks, and not to what is asked for or to the way there. */
    boolean isOfPrincipal() {
        return this == IDENTITY || this == BOUNDARY || this == SESSION;
    }

    /** {@code identity-based policy}. */
    public String text() {
        return text;
    }

    /** {@code an identity-based policy}. */
    public String withArticle() {
        return withArticle;
    }
}
