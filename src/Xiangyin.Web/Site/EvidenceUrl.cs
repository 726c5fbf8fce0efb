using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Site;

/// <summary>
/// Addresses of files that records show. Each is signed for one reader, one record and some hours: passed on, it opens nothing for anybody else,
/// and kept, it ends. Whether the reader may see the record is asked all the same.
/// </summary>
internal sealed class EvidenceUrl(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Length = 32 + 16 + 16 + 8;

    /// <summary>How long an address opens the file.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private readonly IDataProtector protector = protection.CreateProtector("evidence-url");

    /// <summary>The address of a file.</summary>
    /// <param name="hash">Which file.</param>
    /// <param name="record">The record that shows it.</param>
    /// <param name="reader">For whom.</param>
    /// <param name="isSmall">The small picture rather than the whole.</param>
    public string Of(string hash, Guid record, PersonId reader, bool isSmall = false)
    {
        Span<byte> ticket = stackalloc byte[Length];
        Write(ticket, hash, record, reader);
        BinaryPrimitives.WriteInt64BigEndian(ticket[^8..], (clock.GetUtcNow() + Lasts).ToUnixTimeSeconds());
        var signed = WebEncoders.Base64UrlEncode(protector.Protect(ticket.ToArray()));
        return $"/evidence/{hash}{(isSmall ? "/small" : "")}?record={record}&ticket={signed}";
    }

    /// <summary>Whether a ticket opens a file of a record for a reader now.</summary>
    public Validity Check(string? ticket, string hash, Guid record, PersonId reader)
    {
        byte[] read;
        try
        {
            read = protector.Unprotect(WebEncoders.Base64UrlDecode(ticket ?? ""));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return Validity.Forged;
        }

        Span<byte> meant = stackalloc byte[Length];
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))
        {
            return Validity.Forged;
        }

        Write(meant, hash, record, reader);
        return read.Length != Length || !read.AsSpan()[..^8].SequenceEqual(meant[..^8]) ? Validity.Forged
            : BinaryPrimitives.ReadInt64BigEndian(read.AsSpan()[^8..]) < clock.GetUtcNow().ToUnixTimeSeconds()
                ? Validity.Ended
            : Validity.Holds;
    }

    private static void Write(Span<byte> ticket, string hash, Guid record, PersonId reader)
    {
        Convert.FromHexString(hash, ticket, out _, out _);
        record.TryWriteBytes(ticket[32..]);
        reader.Value.TryWriteBytes(ticket[48..]);
    }

    /// <summary>What became of an address.</summary>
    internal enum Validity
    {
        Holds,
        Ended,
        Forged,
    }
}
