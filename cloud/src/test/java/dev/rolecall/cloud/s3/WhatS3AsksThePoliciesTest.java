package dev.rolecall.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.rolecall.cloud.TestCloud;
import dev.rolecall.cloud.WireClient;
import dev.rolecall.cloud.WireClient.Call;
import dev.rolecall.cloud.WireClient.Reply;
import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.audit.AuditRecord;
import dev.rolecall.cloud.state.State;

/** Each operation of S3 with the actions that AWS's pages say it needs, and on which bucket or object. */
class WhatS3AsksThePoliciesTest {
    private static TestCloud cloud;
    private static WireClient wire;

    @BeforeAll
    static void start() {
        cloud = new TestCloud();
        wire = cloud.wire();
        send(Call.of("PUT", "/asked"));
        send(Call.of("PUT", "/other"));
        send(Call.of("PUT", "/asked/k").withBody("content"));
        send(Call.of("PUT", "/asked/tagged").with("x-amz-tagging", "color=red").withBody("content"));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void whatCanBeRoutedIsInTheMapAndNothingElseIs() {
        Set<String> mapped = new TreeSet<>(AuthorizationMap.of("s3").operations());
        assertThat(S3Routes.operations()).isEqualTo(mapped);
        List<String> registered = new S3Service(new Buckets(), new ObjectStore(State.none(), Set.of()), "us-east-1").operations().stream()
                .map(Operation::name).toList();
        assertThat(mapped).containsAll(registered);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET / || ListBuckets | s3:ListAllMyBuckets *
            PUT /new || CreateBucket | s3:CreateBucket new
            PUT /newer | x-amz-object-ownership=ObjectWriter | CreateBucket | s3:CreateBucket newer, s3:PutBucketOwnershipControls newer
            DELETE /new || DeleteBucket | s3:DeleteBucket new
            HEAD /asked || HeadBucket | s3:ListBucket asked
            GET /asked || ListObjects | s3:ListBucket asked
            GET /asked?list-type=2 || ListObjectsV2 | s3:ListBucket asked
            GET /asked?versions || ListObjectVersions | s3:ListBucketVersions asked
            GET /asked?uploads || ListMultipartUploads | s3:ListBucketMultipartUploads asked
            GET /asked?versioning || GetBucketVersioning | s3:GetBucketVersioning asked
            GET /asked?location || GetBucketLocation | s3:GetBucketLocation asked
            GET /asked?policy || GetBucketPolicy | s3:GetBucketPolicy asked
            DELETE /asked?policy || DeleteBucketPolicy | s3:DeleteBucketPolicy asked
            GET /asked?encryption || GetBucketEncryption | s3:GetEncryptionConfiguration asked
            DELETE /asked?encryption || DeleteBucketEncryption | s3:PutEncryptionConfiguration asked
            GET /asked?publicAccessBlock || GetPublicAccessBlock | s3:GetBucketPublicAccessBlock asked
            DELETE /asked?publicAccessBlock || DeletePublicAccessBlock | s3:PutBucketPublicAccessBlock asked
            GET /asked?ownershipControls || GetBucketOwnershipControls | s3:GetBucketOwnershipControls asked
            GET /asked?tagging || GetBucketTagging | s3:GetBucketTagging asked
            DELETE /asked?tagging || DeleteBucketTagging | s3:PutBucketTagging asked
            GET /asked/k || GetObject | s3:GetObject asked/k
            GET /asked/k?versionId=null || GetObject | s3:GetObjectVersion asked/k
            HEAD /asked/k || HeadObject | s3:GetObject asked/k
            HEAD /asked/k?versionId=null || HeadObject | s3:GetObjectVersion asked/k
            GET /asked/k?attributes | x-amz-object-attributes=ETag | GetObjectAttributes | s3:GetObject asked/k, s3:GetObjectAttributes asked/k
            GET /asked/tagged || GetObject | s3:GetObject asked/tagged, s3:GetObjectTagging asked/tagged
            PUT /asked/p || PutObject | s3:PutObject asked/p
            PUT /asked/p | x-amz-tagging=a=b | PutObject | s3:PutObject asked/p, s3:PutObjectTagging asked/p
            PUT /asked/p | x-amz-acl=bucket-owner-full-control | PutObject | s3:PutObject asked/p, s3:PutObjectAcl asked/p
            PUT /other/c | x-amz-copy-source=/asked/k | CopyObject | s3:GetObject asked/k, s3:PutObject other/c
            PUT /other/c | x-amz-copy-source=asked/k?versionId=null | CopyObject | s3:GetObjectVersion asked/k, s3:PutObject other/c
            PUT /other/c | x-amz-copy-source=asked/tagged | CopyObject | s3:GetObject asked/tagged, s3:GetObjectTagging asked/tagged, s3:PutObject other/c, s3:PutObjectTagging other/c
            PUT /other/c | x-amz-copy-source=asked/tagged;x-amz-tagging-directive=REPLACE | CopyObject | s3:GetObject asked/tagged, s3:PutObject other/c
            POST /asked/m?uploads || CreateMultipartUpload | s3:PutObject asked/m
            PUT /asked/m?uploadId=x&partNumber=1 || UploadPart | s3:PutObject asked/m
            PUT /asked/m?uploadId=x&partNumber=1 | x-amz-copy-source=asked/tagged | UploadPartCopy | s3:GetObject asked/tagged, s3:PutObject asked/m
            POST /asked/m?uploadId=x || CompleteMultipartUpload | s3:PutObject asked/m
            GET /asked/m?uploadId=x || ListParts | s3:ListMultipartUploadParts asked/m
            DELETE /asked/m?uploadId=x || AbortMultipartUpload | s3:AbortMultipartUpload asked/m
            GET /asked/k?tagging || GetObjectTagging | s3:GetObjectTagging asked/k
            GET /asked/k?tagging&versionId=null || GetObjectTagging | s3:GetObjectVersionTagging asked/k
            DELETE /asked/k?tagging || DeleteObjectTagging | s3:DeleteObjectTagging asked/k
            DELETE /asked/p || DeleteObject | s3:DeleteObject asked/p
            DELETE /asked/p?versionId=null || DeleteObject | s3:DeleteObjectVersion asked/p
            GET /asked/missing || GetObject | s3:GetObject asked/missing, s3:ListBucket asked
            PUT /other/c | x-amz-copy-source=asked/missing | CopyObject | s3:GetObject asked/missing, s3:PutObject other/c, s3:ListBucket asked
            """)
    void everyOperationAsksForItsActions(String line, String headers, String operation, String needs) {
        Call call = Call.of(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        for (String header : headers == null ? new String[0] : headers.split(";")) {
            call = call.with(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
        }
        AuditRecord record = audited(send(call));
        assertThat(record.operation()).isEqualTo(operation);
        assertThat(asked(record)).isEqualTo(Arrays.asList(needs.split(", ")));
    }

    @Test
    void whatABodyGivesIsAskedToo() {
        assertThat(asked(audited(send(Call.of("PUT", "/asked/k?tagging").withBody(
                "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>")))))
                .containsExactly("s3:PutObjectTagging asked/k");
        assertThat(asked(audited(send(Call.of("PUT", "/asked?tagging").withBody(
                "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>")))))
                .containsExactly("s3:PutBucketTagging asked");
    }

    @Test
    void anOldVersionIsRefusedAfterThePoliciesWereAsked() {
        Reply reply = send(Call.of("GET", "/asked/k?versionId=3HL4kqtJlcpXroDTDmJ-rmSpXd3dIbrHY"));
        assertThat(reply.body()).contains("<Code>InvalidArgument</Code>").contains("Invalid version id specified");
        assertThat(asked(audited(reply))).containsExactly("s3:GetObjectVersion asked/k");
    }

    private static List<String> asked(AuditRecord record) {
        return record.checks().stream().map(check -> check.action() + " " + check.resource().substring("arn:aws:s3:::".length())).toList();
    }

    private static AuditRecord audited(Reply reply) {
        String id = reply.header("x-amz-request-id");
        return cloud.cloud().audited().stream().filter(record -> record.requestId().equals(id)).findFirst().orElseThrow();
    }

    private static Reply send(Call call) {
        return wire.send(wire.signed(call, "s3", cloud.administrator()));
    }
}
