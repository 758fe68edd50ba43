/** CloudTrail: the audit trail as AWS's event history shows it. */
@NullMarked
package dev.rolecall.cloud.cloudtrail;

import org.jspecify.annotations.NullMarked;
