package dev.rolecall.cloud.s3;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import dev.rolecall.cloud.api.AwsException;

/**
 * What the object store fails with, in S3's codes and words.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
final class StoreFaults {
    private static final int NOT_MODIFIED = 304;
    private static final int PRECONDITION_FAILED = 412;
    private static final int OUT_OF_RANGE = 416;

    private StoreFaults() {}

    static AwsException noSuchUpload() {
        return new AwsException("NoSuchUpload", 404,
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.");
    }

    /**
     * The error to answer with.
     *
     * @throws IOException      where the content could not be read, or is not what was declared
     * @throws RuntimeException the failure itself, where nobody foresaw it
     */
    static AwsException translated(RuntimeException failure) throws IOException {
        return switch (failure) {
            case AwsException known -> known;
            case AwsServiceException known -> ofStore(known);
            case IllegalArgumentException wrong -> new AwsException("InvalidArgument", 400, String.valueOf(wrong.getMessage()));
            case UnsupportedOperationException _ ->
                new AwsException("NotImplemented", 501, "The object store does not implement this request.");
            // The store wraps what happened while it read the content, or wrote it to the file system that it is.
            default -> switch (failure.getCause()) {
                case FileSystemException refused -> notWritten(refused);
                case IOException refused when refused.getCause() instanceof AwsServiceException inner -> ofStore(inner);
                case IOException unreadable -> throw unreadable;
                case null, default -> throw failure;
            };
        };
    }

    /** Keys are paths of a file system, in memory or not. */
    private static AwsException notWritten(FileSystemException refused) {
        String reason = Optional.ofNullable(refused.getReason()).orElse("");
        if (reason.contains("No space") || reason.contains("quota")) {
            return new AwsException("InternalError", 500, "The object cannot be written: " + reason + ".");
        }
        return new AwsException("NotImplemented", 501, reason.contains("too long")
                ? "This local cloud does not implement keys with such a long part between two slashes where objects are kept in files."
                : "This local cloud does not implement an object whose key is a folder of another's key.");
    }

    private static AwsException ofStore(AwsServiceException error) {
        AwsErrorDetails details = error.awsErrorDetails();
        if (details != null && details.errorCode() != null) {
            return switch (details.errorCode()) {
                case "NoSuchUpload" -> noSuchUpload();
                case "BadDigest" -> new AwsException("BadDigest", 400, "The checksum you specified did not match the calculated checksum.");
                default -> new AwsException(details.errorCode(), error.statusCode(), String.valueOf(details.errorMessage()));
            };
        }
        return switch (error.statusCode()) {
            case NOT_MODIFIED -> new AwsException("NotModified", NOT_MODIFIED, "Not Modified");
            case OUT_OF_RANGE -> new AwsException("InvalidRange", OUT_OF_RANGE, "The requested range is not satisfiable");
            case PRECONDITION_FAILED -> new AwsException("PreconditionFailed", PRECONDITION_FAILED,
                    "At least one of the pre-conditions you specified did not hold");
            default -> throw error;
        };
    }
}
