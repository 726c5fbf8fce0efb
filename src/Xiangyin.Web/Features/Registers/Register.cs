using Xiangyin.Ledger;
using Xiangyin.Web.Features.Registers.Marks;

namespace Xiangyin.Web.Features.Registers;

/// <summary>What a printed register is for.</summary>
internal enum RegisterForm
{
    /// <summary>签到表: a row for each person; the number of them is what is recorded.</summary>
    SignIn,

    /// <summary>计数表: one record a page, its numbers in columns of rings.</summary>
    Tally,

    /// <summary>登记条: several small records a page, each with its day of the month.</summary>
    Slip,
}

/// <summary>登记表: a paper form made for a kind, a unit and a day, that is filled in by hand and read from a photograph.</summary>
internal sealed record Register
{
    public required Guid Id { get; init; }

    /// <summary>By which paper knows it: ten letters and digits.</summary>
    public required string Number { get; init; }

    public required string Kind { get; init; }

    public required UnitId Unit { get; init; }

    /// <summary>The day; of slips any day of the month.</summary>
    public required DateOnly On { get; init; }

    public required RegisterForm Form { get; init; }

    /// <summary>What the event is called; printed on top.</summary>
    public required string Title { get; init; }

    /// <summary>As printed, for good: a later catalogue does not change paper.</summary>
    public required IReadOnlyList<PaperPage> Pages { get; init; }

    /// <summary>The word in the address that is shown at the door; knowing it is enough to sign in on the day.</summary>
    public required string Door { get; init; }

    public required PersonId By { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public RegisterCode CodeOf(PaperPage page) => new(Number, Kind, Unit.Value, On, page.Number);
}
