package dev.rolecall.lab.cleanup;

import java.util.List;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/** Buckets, by name; the bootstrap's bucket is not the lab's, and neither are the assets in it. */
record Buckets(S3Client s3, LabNames names, AwsCommand aws) implements Look {

    @Override
    public String what() {
        return "buckets, by name";
    }

    @Override
    public List<Leftover> find() {
        return s3.listBuckets().buckets().stream().map(Bucket::name).filter(names::isOurBucket)
                .map(name -> new Leftover("bucket", name, aws.of("s3 rb --force s3://" + name))).toList();
    }
}
