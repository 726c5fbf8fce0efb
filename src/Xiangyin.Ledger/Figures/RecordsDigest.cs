using System.Security.Cryptography;
using System.Text;

namespace Xiangyin.Ledger;

/// <summary>A short proof of which records, in which versions, stand behind a figure.</summary>
public static class RecordsDigest
{
    /// <summary>SHA-256, in lower-case hexadecimal, over the lines <c>id version</c> in the order of the ids.</summary>
    public static string Of(IEnumerable<(Guid Id, int Version)> records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (id, version) in records.OrderBy(r => r.Id))
        {
            hash.AppendData(Encoding.ASCII.GetBytes($"{id:D} {version}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
