/** S3: what a request means and needs, buckets with their policies and settings, and the object store behind. */
@NullMarked
package dev.rolecall.cloud.s3;

import org.jspecify.annotations.NullMarked;
