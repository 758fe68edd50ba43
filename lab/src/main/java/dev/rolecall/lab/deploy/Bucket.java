package dev.rolecall.lab.deploy;

import java.util.List;

import software.amazon.awssdk.services.s3.model.S3Object;

import dev.rolecall.lab.target.AwsClients;

/** Empties the lesson's bucket, because CloudFormation deletes none that has an object in it. */
public final class Bucket {
    private Bucket() {}

    /** Deletes every object; the lesson puts one. */
    public static void empty(AwsClients clients, String bucket) {
        List<String> keys = clients.s3().listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream().map(S3Object::key)
                .toList();
        keys.forEach(key -> clients.s3().deleteObject(delete -> delete.bucket(bucket).key(key)));
    }
}
