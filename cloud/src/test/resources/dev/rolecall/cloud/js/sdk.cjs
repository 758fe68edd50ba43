// What a learner's script does with the AWS SDK for JavaScript v3. Prints one JSON object with what each step answered.
const { createRequire } = require('node:module');
const sdk = createRequire(process.env.JS_SDK + '/package.json');
const { GetCallerIdentityCommand, AssumeRoleCommand, STSClient } = sdk('@aws-sdk/client-sts');
const { CreateUserCommand, CreateAccessKeyCommand, GetUserCommand, IAMClient, paginateListUsers } = sdk('@aws-sdk/client-iam');
const { GetFunctionCommand, LambdaClient, ListFunctionsCommand } = sdk('@aws-sdk/client-lambda');
const { CompleteMultipartUploadCommand, CreateBucketCommand, CreateMultipartUploadCommand, GetObjectCommand, ListObjectsV2Command,
  PutObjectCommand, S3Client, UploadPartCommand } = sdk('@aws-sdk/client-s3');
const { getSignedUrl } = sdk('@aws-sdk/s3-request-presigner');

const answers = {};
const failure = async work => {
  try {
    await work();
    return { name: 'no error' };
  } catch (error) {
    return { name: error.name, message: error.message, status: error.$metadata?.httpStatusCode, requestId: error.$metadata?.requestId };
  }
};
// What is issued to a client is used by another one: credentials go in as the SDK takes them.
const credentials = issued => ({ accessKeyId: issued.AccessKeyId, secretAccessKey: issued.SecretAccessKey, sessionToken: issued.SessionToken });

async function identities() {
  const sts = new STSClient({});
  answers.caller = await sts.send(new GetCallerIdentityCommand({}));
  const assumed = await sts.send(new AssumeRoleCommand({ RoleArn: process.env.ROLE, RoleSessionName: 'js', DurationSeconds: 900 }));
  answers.expires = assumed.Credentials.Expiration instanceof Date;
  const worn = credentials(assumed.Credentials);
  answers.worn = (await new STSClient({ credentials: worn }).send(new GetCallerIdentityCommand({}))).Arn;
  answers.denied = await failure(() => new IAMClient({ credentials: worn }).send(new GetUserCommand({ UserName: 'js-one' })));
  answers.deniedFunctions = await failure(() => new LambdaClient({ credentials: worn }).send(new ListFunctionsCommand({})));
  answers.deniedObject = await failure(() => new S3Client({ credentials: worn }).send(
    new PutObjectCommand({ Bucket: 'js-bucket', Key: 'denied', Body: 'x' })));

  const iam = new IAMClient({});
  for (const name of ['js-one', 'js-two', 'js-three']) {
    await iam.send(new CreateUserCommand({ UserName: name }));
  }
  answers.users = [];
  for await (const page of paginateListUsers({ client: iam, pageSize: 2 }, {})) {
    answers.users.push(page.Users.length);
  }
  const key = (await iam.send(new CreateAccessKeyCommand({ UserName: 'js-one' }))).AccessKey;
  answers.user = (await new STSClient({ credentials: credentials(key) }).send(new GetCallerIdentityCommand({}))).Arn;
  const made = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'no-secret' };
  answers.unknown = await failure(() => new STSClient({ credentials: made }).send(new GetCallerIdentityCommand({})));
  answers.unknownOfS3 = await failure(() => new S3Client({ credentials: made }).send(new ListObjectsV2Command({ Bucket: 'js-bucket' })));
  answers.absentFunction = await failure(() => new LambdaClient({}).send(new GetFunctionCommand({ FunctionName: 'none' })));
}

async function objects() {
  const s3 = new S3Client({ forcePathStyle: true });
  const Bucket = 'js-bucket';
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a folder/ä+1.txt', Body: 'from JavaScript', Metadata: { lesson: 'roles' } }));
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a folder/ä+1.txt' }));
  answers.object = { text: await got.Body.transformToString(), metadata: got.Metadata };

  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
  const Parts = [];
  for (const [index, Body] of [Buffer.alloc(5 * 1024 * 1024, 1), Buffer.from('the end')].entries()) {
    const part = await s3.send(new UploadPartCommand({ Bucket, Key: 'parts', UploadId, PartNumber: index + 1, Body }));
    Parts.push({ PartNumber: index + 1, ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32 });
  }
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'parts', UploadId, MultipartUpload: { Parts } }));
  const whole = await s3.send(new GetObjectCommand({ Bucket, Key: 'parts', Range: 'bytes=5242880-' }));
  answers.parts = await whole.Body.transformToString();

  // By default the SDK signs the checksum of a body that it does not know yet.
  const unchecked = new S3Client({ forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const putUrl = await getSignedUrl(unchecked, new PutObjectCommand({ Bucket, Key: 'signed' }), { expiresIn: 60 });
  answers.signedPut = (await fetch(putUrl, { method: 'PUT', body: 'by anybody' })).status;
  const checkedUrl = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'checked' }), { expiresIn: 60 });
  answers.checkedPut = (await fetch(checkedUrl, { method: 'PUT', body: 'by anybody' })).status;
  const getUrl = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'signed' }), { expiresIn: 60 });
  answers.signedGet = await (await fetch(getUrl)).text();
  answers.unsignedGet = (await fetch(getUrl.replace(/\?.*/, ''))).status;
  answers.keys = (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents.map(object => object.Key);
  answers.absent = await failure(() => s3.send(new GetObjectCommand({ Bucket, Key: 'none' })));
}

// Credentials that have ended: the test gives them.
async function ended() {
  const expired = { accessKeyId: process.env.ENDED_KEY, secretAccessKey: process.env.ENDED_SECRET, sessionToken: process.env.ENDED_TOKEN };
  answers.expired = await failure(() => new STSClient({ credentials: expired, maxAttempts: 1 }).send(new GetCallerIdentityCommand({})));
  answers.expiredOfS3 = await failure(() => new S3Client({ credentials: expired, maxAttempts: 1 }).send(
    new ListObjectsV2Command({ Bucket: 'js-bucket' })));
  answers.expiredOfLambda = await failure(() => new LambdaClient({ credentials: expired, maxAttempts: 1 }).send(new ListFunctionsCommand({})));
}

objects().then(identities).then(ended).then(() => console.log(JSON.stringify(answers)), error => {
  console.error(error);
  process.exit(1);
});
