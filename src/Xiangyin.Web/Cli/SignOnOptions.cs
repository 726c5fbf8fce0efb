using System.Net;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Cli;

/// <summary>What was typed about how people reach the site and sign in.</summary>
internal static class SignOnOptions
{
    /// <summary>Holds the secret of the county's sign-on: a command line can be read by every process of the machine.</summary>
    public const string SecretVariable = "XIANGYIN_OIDC_SECRET";

    public static Uri? Address(Call call, string option) =>
        call[option] is not { } typed ? null
        : Uri.TryCreate(typed, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address
        : throw new Misuse("cli.misuse.value", option, typed, "https://xuanchuan.example.gov.cn");

    public static IPAddress? Proxy(Call call) =>
        call["proxy"] is not { } typed ? null
        : IPAddress.TryParse(typed, out var address) ? address
        : throw new Misuse("cli.misuse.value", "proxy", typed, "10.0.0.2");

    public static CountySignOn? County(Call call) =>
        Address(call, "oidc") is not { } authority ? null
        : call["oidc-client"] is { } client
            ? new(authority, client, Environment.GetEnvironmentVariable(SecretVariable), call["oidc-name"])
        : throw new Misuse("cli.misuse.required", "--oidc-client", call.Verb.Name);
}
