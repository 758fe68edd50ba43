package dev.rolecall.cloud.gateway;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;

import dev.rolecall.cloud.api.ApiCall;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.s3.ObjectAddress;
import dev.rolecall.cloud.s3.ObjectStore;
import dev.rolecall.cloud.s3.S3Permissions;

/** Reads objects in somebody's name for another service: CloudFormation its templates, Lambda its code. Authorised and audited as S3 would. */
public final class ObjectReader {
    private final Dispatcher dispatcher;
    private final ObjectStore store;
    private final S3Permissions permissions;

    public ObjectReader(Dispatcher dispatcher, ObjectStore store, S3Permissions permissions) {
        this.dispatcher = dispatcher;
        this.store = store;
        this.permissions = permissions;
    }

    /**
     * Opens an object; the caller closes it.
     *
     * @throws AwsException S3's own error, where the caller may not read it or it does not exist
     */
    public InputStream open(Caller caller, String bucket, String key) {
        ObjectAddress address = new ObjectAddress(Optional.of(bucket), Optional.of(key));
        ApiCall call = new ApiCall("s3", "GetObject", JsonNodeFactory.instance.objectNode().put("Bucket", bucket).put("Key", key));
        return dispatcher.run(caller, call, RequestIds.next(), () -> List.of(permissions.read(address)),
                () -> store.open(bucket, key).orElseThrow(() -> new AwsException("NoSuchKey", 404, "The specified key does not exist.")));
    }
}
