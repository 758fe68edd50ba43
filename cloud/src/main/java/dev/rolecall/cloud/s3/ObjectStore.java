package dev.rolecall.cloud.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.state.State;

/** S3Proxy's store and REST handler behind our own authentication and authorisation: in memory, or in the folder of a state. */
public final class ObjectStore implements AutoCloseable {
    private static final long LARGEST_SINGLE_PUT = 5L * 1024 * 1024 * 1024;
    private static final int LARGEST_CHUNK = 16 * 1024 * 1024;
    private static final int PRECONDITION_FAILED = 412;
    private static final int OUT_OF_RANGE = 416;
    private static final int CLOCK_SKEW_SECONDS = 900;
    private static final Set<String> TRANSFER = Set.of("authorization", "x-amz-content-sha256", "x-amz-decoded-content-length",
            "x-amz-trailer",
            "x-amz-security-token", "x-amz-date", "expect", "x-amz-tagging", "x-amz-tagging-directive", "x-amz-acl");

    private final ObjectTags tags;
    private final BlobStore blobs;
    private final S3ProxyHandler handler;

    /** @param buckets those that there are, and have their objects in the state */
    public ObjectStore(State state, Set<String> buckets) {
        Optional<ObjectFiles> files = state.folder("objects")
                .map(objects -> new ObjectFiles(objects, state.folder("objects-unwritten").orElseThrow()));
        this.tags = new ObjectTags(state);
        files.ifPresent(kept -> kept.tidy(buckets, tags));
        BlobStore store = files.<BlobStore>map(kept -> new KeptBlobs(kept.objects())).orElseGet(TransientNio2BlobStore::new);
        this.blobs = new TaggedStore(store, tags, files);
        // Unknown headers are ignored, or x-amz-security-token, which every role sends, would be refused.
        this.handler = new S3ProxyHandler(blobs, AuthenticationType.NONE, null, null, null, LARGEST_SINGLE_PUT, LARGEST_SINGLE_PUT,
                LARGEST_CHUNK, true, CrossOriginResourceSharing.disabled(), null, CLOCK_SKEW_SECONDS);
    }

    void createBucket(String name) {
        blobs.createContainer(name);
    }

    void deleteBucket(String name) {
        blobs.deleteBucket(name);
    }

    boolean isEmpty(String bucket) {
        return blobs.list(ListObjectsV2Request.builder().bucket(bucket).maxKeys(1).build()).contents().isEmpty();
    }

    public boolean exists(String bucket, String key) {
        return blobs.containerExists(bucket) && blobs.blobExists(bucket, key);
    }

    /**
     * Refuses an object that does not exist.
     *
     * @throws AwsException {@code NoSuchKey}
     */
    public void mustExist(ObjectAddress object) {
        if (!exists(object.bucket().orElseThrow(), object.key().orElseThrow())) {
            throw new AwsException("NoSuchKey", 404, "The specified key does not exist.");
        }
    }

    /** An object's content; the caller closes it. */
    public Optional<InputStream> open(String bucket, String key) {
        return exists(bucket, key) ? Optional.of(blobs.getBlob(bucket, key)) : Optional.empty();
    }

    public void delete(String bucket, String key) {
        blobs.removeBlob(DeleteObjectRequest.builder().bucket(bucket).key(key).build());
    }

    /** The tags of an object; none for one that does not exist. */
    public Map<String, String> tags(ObjectAddress object) {
        return tags.of(object);
    }

    /** Replaces the tags of an object. */
    public void tag(ObjectAddress object, Map<String, String> changed) {
        tags.put(object, changed);
    }

    /** The tags that the object of an upload or a copy will have. */
    Map<String, String> tagsGiven(S3Request request) {
        return request.copySource().filter(source -> !request.replacesTags()).map(tags::of).orElse(request.tags());
    }

    /**
     * Serves an authorised request.
     *
     * @throws AwsException for what the store answers with an error outside its own pages
     * @throws IOException  where the content cannot be read, or is not what was declared
     */
    public void serve(S3Request asked, HttpServletRequest request, HttpServletResponse response, InputStream body) throws IOException {
        try {
            ScopedValue.where(TaggedStore.GIVEN, tagsGiven(asked)).call(() -> {
                handler.doHandle(request, request, response, body, new S3ProxyHandler.RequestContext());
                return true;
            });
        } catch (AwsServiceException e) {
            throw translated(e);
        } catch (IllegalArgumentException e) {
            throw new AwsException("InvalidArgument", 400, String.valueOf(e.getMessage()));
        } catch (UnsupportedOperationException e) {
            throw new AwsException("NotImplemented", 501, "The object store does not implement this request.");
        } catch (RuntimeException e) {
            // The store wraps what happened while it read the content, or wrote it to the file system that it is.
            switch (e.getCause()) {
                case FileSystemException refused -> throw notWritten(refused);
                case IOException refused when refused.getCause() instanceof AwsServiceException inner -> throw translated(inner);
                case IOException unreadable -> throw unreadable;
                case null, default -> throw e;
            }
        }
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

    private static AwsException translated(AwsServiceException error) {
        AwsErrorDetails details = error.awsErrorDetails();
        if (details != null && details.errorCode() != null) {
            return new AwsException(details.errorCode(), error.statusCode(), String.valueOf(details.errorMessage()));
        }
        return switch (error.statusCode()) {
            case OUT_OF_RANGE -> new AwsException("InvalidRange", OUT_OF_RANGE, "The requested range is not satisfiable");
            case PRECONDITION_FAILED -> new AwsException("PreconditionFailed", PRECONDITION_FAILED,
                    "At least one of the pre-conditions you specified did not hold");
            default -> throw error;
        };
    }

    /** Header names that the store must not see: they belong to the signature and to the transfer, both dealt with before. */
    public static boolean isTransfer(String header) {
        return TRANSFER.contains(header);
    }

    @Override
    public void close() {
        blobs.close();
    }
}
