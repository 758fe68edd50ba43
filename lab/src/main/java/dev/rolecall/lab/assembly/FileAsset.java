package dev.rolecall.lab.assembly;

import java.nio.file.Path;

/**
 * A file that a stack needs in a bucket before it is created: a function's code, the template itself.
 *
 * @param id     the CDK's id of it, a hash of the content
 * @param file   the file in the assembly
 * @param bucket the bucket's name, with the CDK's placeholders for account, region and partition
 * @param key    the object's key, with the same placeholders
 */
public record FileAsset(String id, Path file, String bucket, String key) {}
