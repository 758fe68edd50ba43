/** Elastic Container Registry: repositories, which every CDK environment has, without images. */
@NullMarked
package dev.rolecall.cloud.ecr;

import org.jspecify.annotations.NullMarked;
