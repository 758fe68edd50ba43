package dev.rolecall.cloud.s3;

import java.io.IOException;
import java.io.InputStream;
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
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.state.State;

/** S3Proxy's store and REST handler behind our own authentication and authorisation: in memory, or in the folder of a state. */
public final class ObjectStore implements AutoCloseable {
    private static final long LARGEST_SINGLE_PUT = 5L * 1024 * 1024 * 1024;
    private static final int LARGEST_CHUNK = 16 * 1024 * 1024;
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

    /**
     * Refuses the parts of an upload that is not under way; one that is complete may be completed again.
     *
     * @throws AwsException {@code NoSuchUpload}
     */
    private void mustBeUnderWay(S3Request request) {
        Optional<String> id = request.upload().filter(_ -> !request.http().method().equals("POST"));
        String key = request.address().key().orElse("");
        if (id.isPresent() && blobs.listMultipartUploads(request.address().bucket().orElseThrow()).stream()
                .noneMatch(upload -> upload.uploadId().equals(id.get()) && upload.key().equals(key))) {
            throw StoreFaults.noSuchUpload();
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
        mustBeUnderWay(asked);
        try {
            ScopedValue.where(TaggedStore.GIVEN, tagsGiven(asked)).call(() -> {
                handler.doHandle(request, request, response, body, new S3ProxyHandler.RequestContext());
                return true;
            });
        } catch (RuntimeException e) {
            throw StoreFaults.translated(e);
        }
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
