using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>
/// Time-based codes of RFC 6238 (SHA-1, 30 s, 6 digits, as every authenticator app knows them) by the program's clock; the step before and after
/// count too, and each code works once (RFC 6238 § 5.2).
/// </summary>
internal sealed class TimeCodes(AccountStore store, TimeProvider clock) : IUserTwoFactorTokenProvider<Account>
{
    public const string Name = "code";

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;

    /// <summary>The code of a secret at an instant.</summary>
    public static string Of(string key, DateTimeOffset at) => Code(Decode(key), StepAt(at));

    /// <summary>What an authenticator app reads from the QR.</summary>
    public static string AddressOf(string key, string login, string issuer) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(login)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}";

    /// <summary>A new secret of 160 bits, Base32.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Alphabet, 32);

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) =>
        Task.FromResult(user.CodeKey is not null);

    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) =>
        Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (user.CodeKey is not { } key)
        {
            return false;
        }

        var typed = string.Concat(token.Where(c => !char.IsWhiteSpace(c)));
        var (secret, now) = (Decode(key), StepAt(clock.GetUtcNow()));
        foreach (var step in (long[])[now, now - 1, now + 1])
        {
            if (
                CryptographicOperations.FixedTimeEquals(
                    System.Text.Encoding.UTF8.GetBytes(typed),
                    System.Text.Encoding.UTF8.GetBytes(Code(secret, step))
                )
            )
            {
                return await store.UseStep(user, step, CancellationToken.None);
            }
        }

        return false;
    }

    private static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    // RFC 4226 § 5.3.
    private static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The standard's own function; what authenticator apps know.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string base32)
    {
        var bytes = new List<byte>();
        var (held, bits) = (0, 0);
        foreach (var value in base32.Select(c => Alphabet.IndexOf(c, StringComparison.Ordinal)))
        {
            held = ((held << 5) | value) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
            }
        }

        return [.. bytes];
    }
}
