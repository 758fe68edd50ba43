package dev.rolecall.cloud.s3;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** S3Proxy's store, which knows no tags, with the tags that come and go with its objects; and where it has files, with order among them. */
final class TaggedStore extends ForwardingBlobStore {
    /** What the request that is being served gives to the object that it makes. */
    static final ScopedValue<Map<String, String>> GIVEN = ScopedValue.newInstance();

    private final ObjectTags tags;
    private final Optional<ObjectFiles> files;

    TaggedStore(BlobStore store, ObjectTags tags, Optional<ObjectFiles> files) {
        super(store);
        this.tags = tags;
        this.files = files;
    }

    private <T> T write(ObjectAddress object, Map<String, String> given, Supplier<T> work) {
        Supplier<T> tagged = () -> {
            T response = work.get();
            tags.put(object, given);
            return response;
        };
        return files.isPresent() ? files.get().write(object, given, tagged) : tagged.get();
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        return write(address(request.bucket(), request.key()), given(), () -> super.putBlob(request, content));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return write(address(request.destinationBucket(), request.destinationKey()), given(), () -> super.copyBlob(request));
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        MultipartUpload upload = super.initiateMultipartUpload(request);
        tags.begin(upload.id(), given());
        return upload;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload, CompleteMultipartUploadRequest request) {
        ObjectAddress object = address(upload.containerName(), upload.blobName());
        CompleteMultipartUploadResponse response = write(object, tags.ofUpload(upload.id()),
                () -> super.completeMultipartUpload(upload, request));
        tags.end(upload.id());
        return response;
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        super.abortMultipartUpload(upload);
        tags.end(upload.id());
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        DeleteObjectResponse response = super.removeBlob(request);
        tags.remove(address(request.bucket(), request.key()));
        return response;
    }

    private static Map<String, String> given() {
        return GIVEN.orElse(Map.of());
    }

    private static ObjectAddress address(String bucket, String key) {
        return new ObjectAddress(Optional.of(bucket), Optional.of(key));
    }
}
