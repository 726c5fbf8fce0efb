using System.Security.Cryptography;

namespace Xiangyin.Ledger;

/// <summary>The key with which a county signs its packages: ECDSA on P-256 with SHA-256 (FIPS 186-5).</summary>
/// <param name="key">A key on P-256; with its private part where it must sign.</param>
public sealed class ArchiveKey(ECDsa key) : IDisposable
{
    /// <summary>A new key.</summary>
    public static ArchiveKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key from PEM, private (PKCS #8) or public (SubjectPublicKeyInfo).</summary>
    /// <exception cref="ArgumentException">It is no key on P-256.</exception>
    public static ArchiveKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.KeySize == 256 ? new(key) : throw new ArgumentException("not a key on P-256", nameof(pem));
        }
        // A curve that the machine does not have is told by the last.
        catch (Exception e) when (e is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw new ArgumentException("not a key on P-256 in PEM", nameof(pem), e);
        }
    }

    /// <summary>The private key, PKCS #8 in PEM. Stays in the data folder.</summary>
    public string PrivatePem => key.ExportPkcs8PrivateKeyPem();

    /// <summary>The public key, SubjectPublicKeyInfo in PEM. The county publishes it.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    /// <summary>SHA-256 of the public key, lower-case hexadecimal.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    internal byte[] Sign(ReadOnlySpan<byte> data) => key.SignData(data, HashAlgorithmName.SHA256);

    internal bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, HashAlgorithmName.SHA256);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
