package dev.rolecall.cloud.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.rolecall.iam.PolicyDocument;
import dev.rolecall.iam.PolicyKind;

/**
 * The policies of AWS's own that every account starts with here.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed policies</a>
 */
final class AwsManagedPolicies {
    private static final Instant CREATED = Instant.parse("2015-02-06T18:39:46Z");

    private AwsManagedPolicies() {}

    static List<ManagedPolicy> all() {
        return List.of(
                policy("AdministratorAccess", "/", "ANPAIWMBCKSKIEE64ZLYK", """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"""),
                policy("ReadOnlyAccess", "/", "ANPAILL3HVNFSB6DCOWYQ",
                        """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*"}]}"""),
                policy("AWSCloudFormationReadOnlyAccess", "/", "ANPAJWVBEE4I2POWLODLW",
                        """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["cloudformation:Describe*",
                         "cloudformation:EstimateTemplateCost", "cloudformation:Get*", "cloudformation:List*",
                         "cloudformation:ValidateTemplate", "cloudformation:Detect*"], "Resource": "*"}]}"""),
                policy("AWSLambdaBasicExecutionRole", "/service-role/", "ANPAJNCQGXC42545SKXIK", """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                         "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"}]}"""),
                policy("AmazonS3ReadOnlyAccess", "/", "ANPAIZTJ4DXE7G6AGAE6M",
                        """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                         "Action": ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"], "Resource": "*"}]}"""));
    }

    private static ManagedPolicy policy(String name, String path, String id, String document) {
        return new ManagedPolicy(name, path, "arn:aws:iam::aws:policy" + path + name, id, CREATED, Optional.empty(),
                PolicyDocument.parse(document, PolicyKind.IDENTITY), Map.of());
    }
}
