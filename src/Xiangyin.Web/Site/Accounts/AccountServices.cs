using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;

namespace Xiangyin.Web.Site.Accounts;

/// <summary>Signing in, by ASP.NET Core Identity.</summary>
internal static class AccountServices
{
    /// <summary>The county's own sign-on, as a scheme and as a provider of logins.</summary>
    public const string County = "county";

    public static void AddAccounts(this IServiceCollection services, SiteOptions options)
    {
        services.AddSingleton<AccountStore>();
        services.AddSingleton<IUserStore<Account>>(s => s.GetRequiredService<AccountStore>());
        services.AddSingleton<SignIns>();
        services.AddSingleton(s => new Invitations(
            s.GetRequiredService<Data.Database>(),
            options.Data,
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ILookupNormalizer, LoginKeys>();
        // Before Identity, which otherwise adds its own: that asks for classes of characters, this for what is hard to guess.
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services
            .AddIdentityCore<Account>(identity =>
            {
                identity.User.AllowedUserNameCharacters = "";
                identity.Tokens.AuthenticatorTokenProvider = TimeCodes.Name;
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddUserManager<AccountDesk>()
            .AddSignInManager()
            .AddTokenProvider<TimeCodes>(TimeCodes.Name);
        services.AddScoped<TakingUp>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.Configure<IdentityPasskeyOptions>(passkey =>
        {
            passkey.ServerDomain = options.Public?.Host;
            passkey.UserVerificationRequirement = "required";
            passkey.ResidentKeyRequirement = "required";
        });

        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddCookie(IdentityConstants.ApplicationScheme, cookie => Set(cookie, options, "signed-in"));
        authentication.AddCookie(
            IdentityConstants.TwoFactorUserIdScheme,
            cookie =>
            {
                Set(cookie, options, "signing-in");
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(10);
            }
        );
        authentication.AddCookie(
            IdentityConstants.TwoFactorRememberMeScheme,
            cookie => Set(cookie, options, "remembered")
        );
        authentication.AddCookie(
            IdentityConstants.ExternalScheme,
            cookie =>
            {
                Set(cookie, options, "from-county");
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(10);
            }
        );
        services
            .AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<SignIns>(
                (cookie, signIns) =>
                {
                    cookie.SessionStore = signIns;
                    // How long one is signed in is for the row to say, see SignIn; browsers forget after 400 days anyway.
                    cookie.ExpireTimeSpan = TimeSpan.FromDays(3650);
                    cookie.SlidingExpiration = false;
                }
            );
        if (options.SignOn is { } signOn)
        {
            authentication.AddOpenIdConnect(County, oidc => Set(oidc, signOn));
        }
    }

    private static void Set(CookieAuthenticationOptions cookie, SiteOptions options, string name)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.IsEssential = true;
    }

    private static void Set(OpenIdConnectOptions oidc, CountySignOn signOn)
    {
        oidc.SignInScheme = IdentityConstants.ExternalScheme;
        oidc.Authority = signOn.Authority.ToString();
        oidc.ClientId = signOn.Client;
        oidc.ClientSecret = signOn.Secret;
        oidc.ResponseType = "code";
        oidc.ResponseMode = "query";
        oidc.UsePkce = true;
        foreach (var cookie in (CookieBuilder[])[oidc.CorrelationCookie, oidc.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        oidc.CallbackPath = "/sign-in/county/back";
        // Only who it is; nothing else is asked of the county.
        oidc.Scope.Clear();
        oidc.Scope.Add("openid");
        oidc.MapInboundClaims = false;
        oidc.SaveTokens = false;
        oidc.RequireHttpsMetadata = !signOn.Authority.IsLoopback;
        oidc.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect("/sign-in?problem=county");
            return Task.CompletedTask;
        };
    }
}

/// <summary>The county's own sign-on: a provider of OpenID Connect.</summary>
/// <param name="Authority">Its address, below which <c>.well-known/openid-configuration</c> is.</param>
/// <param name="Client">What the county registered this site as.</param>
/// <param name="Secret">What this site proves that with; none for a public client.</param>
/// <param name="Name">What the county calls it, for the button.</param>
internal sealed record CountySignOn(Uri Authority, string Client, string? Secret, string? Name);
