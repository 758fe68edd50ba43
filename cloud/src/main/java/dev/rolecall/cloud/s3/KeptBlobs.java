package dev.rolecall.cloud.s3;

import java.nio.file.Path;

import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/**
 * S3Proxy's store on a folder, answering as its store in memory does. S3Proxy's own one on a folder refuses versions, because their files
 * would have to stay readable for its later versions, and encryption, because nothing is encrypted: here a state has a format of its own, and
 * is said to hold everything in clear.
 */
final class KeptBlobs extends AbstractNio2BlobStore {
    KeptBlobs(Path folder) {
        super(folder);
    }

    @Override
    public boolean supportsVersioning() {
        return true;
    }

    @Override
    public boolean supportsServerSideEncryption() {
        return true;
    }

    @Override
    public boolean supportsBucketEncryption() {
        return true;
    }
}
