using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// A bucket of S3-compatible storage, as <c>https://host[:port]/bucket[/prefix]</c>. The keys of access stand in the environment
/// (<c>AWS_ACCESS_KEY_ID</c>, <c>AWS_SECRET_ACCESS_KEY</c>), the region, where one is asked for, in <c>AWS_REGION</c>.
/// </summary>
internal sealed class EvidenceBucket : IEvidencePlace, IDisposable
{
    private readonly AmazonS3Client client;
    private readonly string bucket;
    private readonly string prefix;

    public EvidenceBucket(Uri address, AWSCredentials access)
    {
        var path = address.AbsolutePath.Trim('/').Split('/', 2);
        bucket = path[0];
        prefix = path.Length > 1 ? path[1] + "/" : "";
        client = new(
            access,
            new AmazonS3Config
            {
                ServiceURL = address.GetLeftPart(UriPartial.Authority),
                AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1",
                // The bucket as part of the path, and no checksums that only Amazon knows: what every such server speaks.
                ForcePathStyle = true,
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            }
        );
    }

    /// <summary>The place that an address names.</summary>
    /// <exception cref="FormatException">It is no such address, or the keys of access are not set.</exception>
    public static EvidenceBucket At(string address)
    {
        var access = (
            Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"),
            Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY")
        );
        return
            Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.AbsolutePath.Length > 1
            && access is ({ Length: > 0 } id, { Length: > 0 } secret)
            ? new(uri, new BasicAWSCredentials(id, secret))
            : throw new FormatException(address);
    }

    public async Task Keep(string path, string key, CancellationToken ct) =>
        await client.PutObjectAsync(
            new()
            {
                BucketName = bucket,
                Key = prefix + key,
                FilePath = path,
                ContentType = "application/octet-stream",
                UseChunkEncoding = false,
            },
            ct
        );

    public async Task<Stream?> Open(string key, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetObjectAsync(bucket, prefix + key, ct);
            // A copy that vanishes when it is closed: pages ask for parts of a film, and no connection waits for them.
            var copy = new FileStream(
                Path.GetTempFileName(),
                FileMode.Create,
                FileAccess.ReadWrite,
                FileShare.None,
                64 * 1024,
                FileOptions.DeleteOnClose | FileOptions.Asynchronous
            );
            await answer.ResponseStream.CopyToAsync(copy, ct);
            copy.Position = 0;
            return copy;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task Remove(string key, CancellationToken ct) => client.DeleteObjectAsync(bucket, prefix + key, ct);

    public void Dispose() => client.Dispose();
}
