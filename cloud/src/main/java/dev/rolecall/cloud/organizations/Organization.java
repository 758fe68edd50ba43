package dev.rolecall.cloud.organizations;

/**
 * The organization that the account is in, directly under its root. Its ids are of AWS's documentation.
 *
 * @param id     {@code o-…}
 * @param rootId {@code r-…}
 */
public record Organization(String id, String rootId) {
    static final String ID = "o-exampleorgid";

    public static Organization example() {
        return new Organization(ID, "r-examplerootid111");
    }

    /** Where the account is in it, as {@code aws:PrincipalOrgPaths} has it. */
    public String path() {
        return id + "/" + rootId + "/";
    }
}
