/** An EC2 instance: a folder, a metadata service and a process, brought up by what its user data declares. Nothing is ever given to a shell. */
@NullMarked
package dev.rolecall.cloud.instance;

import org.jspecify.annotations.NullMarked;
