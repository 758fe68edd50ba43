package dev.rolecall.iam;

/** What a document is attached to; it decides which elements the document must have and may have. */
public enum PolicyKind {
    /** Attached to a user, group or role; also a permissions boundary and a session policy. No principal. */
    IDENTITY,
    /** Attached to a resource, as a bucket policy is. A principal in every statement. */
    RESOURCE,
    /** The trust policy of a role: a principal in every statement, no resource, only {@code sts} actions. */
    TRUST
}
