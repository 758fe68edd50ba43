package dev.rolecall.cloud.cloudtrail;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How CloudTrail calls operations, and what kind of event they are. */
final class EventNames {
    /**
     * Lambda's events carry the version of the API, and one of S3 has another name.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html">Logging AWS Lambda API calls</a>
     */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(Map.entry("lambda:CreateFunction", "CreateFunction20150331"),
            Map.entry("lambda:DeleteFunction", "DeleteFunction20150331"), Map.entry("lambda:GetFunction", "GetFunction20150331v2"),
            Map.entry("lambda:GetFunctionConfiguration", "GetFunctionConfiguration20150331v2"),
            Map.entry("lambda:ListFunctions", "ListFunctions20150331"), Map.entry("lambda:ListTags", "ListTags20170331"),
            Map.entry("lambda:TagResource", "TagResource20170331v2"), Map.entry("lambda:UntagResource", "UntagResource20170331v2"),
            Map.entry("lambda:UpdateFunctionCode", "UpdateFunctionCode20150331v2"),
            Map.entry("lambda:UpdateFunctionConfiguration", "UpdateFunctionConfiguration20150331v2"),
            Map.entry("s3:PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
            Map.entry("s3:GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
            Map.entry("s3:DeletePublicAccessBlock", "DeleteBucketPublicAccessBlock"));
    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html">Amazon S3 CloudTrail events</a> */
    private static final Pattern OF_OBJECTS = Pattern.compile(".*(Object(?!Lock)|Multipart|Part).*");
    /** @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html">Logging API calls of CloudWatch Logs</a> */
    private static final Set<String> OF_LOG_EVENTS = Set.of("PutLogEvents", "GetLogEvents", "FilterLogEvents");
    private static final Pattern READS = Pattern
            .compile("(Get|List|Describe|Lookup|Head|Simulate|Validate|GenerateCredentialReport|GenerateServiceLastAccessed).*");

    private EventNames() {}

    static String of(String service, String operation) {
        return OTHERWISE.getOrDefault(service + ":" + operation, operation);
    }

    /** What happens to objects and log events, and the invocation of functions, are data events: the event history has none of them. */
    static boolean isManagement(String service, String operation) {
        return switch (service) {
            case "s3" -> !OF_OBJECTS.matcher(operation).matches();
            case "lambda" -> !operation.equals("Invoke");
            case "logs" -> !OF_LOG_EVENTS.contains(operation);
            default -> true;
        };
    }

    /** STS changes nothing: its events are read-only, those of AssumeRole too. */
    static boolean isReadOnly(String service, String operation) {
        return service.equals("sts") || READS.matcher(operation).matches();
    }
}
