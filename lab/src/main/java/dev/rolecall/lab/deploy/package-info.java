/** Deploys a cloud assembly by the S3 and CloudFormation APIs, and takes it away again. */
@NullMarked
package dev.rolecall.lab.deploy;

import org.jspecify.annotations.NullMarked;
