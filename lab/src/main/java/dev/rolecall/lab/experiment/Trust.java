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
        return of("\"AWS\": \"" + account + "\"");
    }

    /** Of a service of AWS, and of nobody else. */
    static Trust service(String name) {
        return of("\"Service\": \"" + name + "\"");
    }

    private static Trust of(String principal) {
        return new Trust("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {%s}}]}"""
                .formatted(principal));
    }
}
