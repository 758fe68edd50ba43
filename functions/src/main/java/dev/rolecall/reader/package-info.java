/** What runs in AWS: one S3 reader, worn by a Lambda function, a program on an EC2 instance and one in a container, that reports how its credentials looked. */
@NullMarked
package dev.rolecall.reader;

import org.jspecify.annotations.NullMarked;
