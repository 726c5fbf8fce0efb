using Xiangyin.Ledger;
using Xiangyin.Web.Ledger;
using Xiangyin.Web.Site;
using Xiangyin.Web.Site.Accounts;

namespace Xiangyin.Web.Cli;

/// <summary><c>invite NAME</c>: invites somebody of the roster, for whom nobody in the town can: the first officer, a leader, somebody locked out.</summary>
internal static class Invite
{
    public static Verb Verb { get; } =
        new(
            "invite",
            ["NAME"],
            [new("data", "DIR"), new("database", "CONNECTION"), new("unit", "NAME"), new("public", "URL")],
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        await using var town = await OpenTown.OpenAsync(call, cancellation);
        var today = TimeProvider.System.Today();
        var tree = town.Ledger.Tree;
        var open = tree.Units.Where(u => tree.IsOpen(u, today)).ToList();
        var typed = call.Operands[0];
        var named = (await town.People.In(open, today, cancellation))
            .Where(p => p.Name.Hans == typed || p.Name.Hant == typed || p.Id.Value.ToString() == typed)
            .Where(p => call["unit"] is not { } unit || tree.On(p.Unit, today).Name.Hans == unit)
            .ToList();
        var person = named switch
        {
            [var one] => one,
            [] => throw new Refusal("cli.refusal.no-person", typed),
            _ => throw new Refusal(
                "cli.refusal.which-person",
                string.Join("、", named.Select(p => $"{p.Name.Hans}（{tree.On(p.Unit, today).Name.Hans}）{p.Id.Value}"))
            ),
        };
        if (Rights.RoleOf(person.Post) is null)
        {
            throw new Refusal("cli.refusal.no-post", typed);
        }

        await PrintAsync(call, town, person, cancellation);
        return 0;
    }

    /// <summary>Invites a person and prints the invitation, with its QR where a person is looking.</summary>
    public static async Task PrintAsync(Call call, OpenTown town, Person person, CancellationToken ct)
    {
        var clock = TimeProvider.System;
        var invitation = await new Invitations(town.Database, town.Folder, clock).Invite(
            Guid.CreateVersion7(clock.GetUtcNow()),
            person.Id,
            null,
            ct
        );
        var address = invitation.At(SignOnOptions.Address(call, "public") ?? new(SiteOptions.DefaultUrls));
        call.Terminal.Say(
            "cli.invite.done",
            person.Name.Hans,
            town.Ledger.Tree.On(person.Unit, clock.Today()).Name.Hans,
            address,
            invitation.Printed,
            Day.Of(invitation.Until).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
        );
        if (call.Terminal.IsScreen)
        {
            call.Terminal.Output.WriteLine(Qr.Characters(address.ToString()));
        }
    }
}
