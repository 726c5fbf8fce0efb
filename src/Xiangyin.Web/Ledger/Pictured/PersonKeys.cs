using System.Security.Cryptography;
using System.Text;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// What is written about a person, encrypted with that person's own key (AES-256-GCM): nonce, tag, then the text. Throwing the key away makes
/// every copy unreadable, those in old backups' indexes and logs too.
/// </summary>
internal static class PersonKeys
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Encrypts with the person's key, which is made when it is first needed.</summary>
    public static byte[] Seal(Session session, long county, PersonId person, string text)
    {
        if (Find(session, county, person) is not { } key)
        {
            key = RandomNumberGenerator.GetBytes(KeyBytes);
            session.Run(
                "INSERT INTO person_key (county, person, secret) VALUES (@county, @person, @secret)",
                county,
                person.Value.Bytes(),
                key
            );
        }

        var plain = Encoding.UTF8.GetBytes(text);
        var sealedText = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedText.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            nonce,
            plain,
            sealedText.AsSpan(NonceBytes + TagBytes),
            sealedText.AsSpan(NonceBytes, TagBytes),
            person.Value.Bytes()
        );
        return sealedText;
    }

    /// <summary>What was written; empty when the key is gone.</summary>
    public static string Read(Session session, long county, PersonId person, ReadOnlySpan<byte> sealedText)
    {
        var copy = sealedText.ToArray();
        if (Find(session, county, person) is not { } key)
        {
            return "";
        }

        var plain = new byte[copy.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            copy.AsSpan(0, NonceBytes),
            copy.AsSpan(NonceBytes + TagBytes),
            copy.AsSpan(NonceBytes, TagBytes),
            plain,
            person.Value.Bytes()
        );
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Throws the key away.</summary>
    public static void Forget(Session session, long county, PersonId person) =>
        session.Run("DELETE FROM person_key WHERE county = @county AND person = @person", county, person.Value.Bytes());

    private static byte[]? Find(Session session, long county, PersonId person)
    {
        using var rows = session.Query(
            "SELECT secret FROM person_key WHERE county = @county AND person = @person",
            county,
            person.Value.Bytes()
        );
        return rows.Next() ? rows.Bytes(0).ToArray() : null;
    }
}
