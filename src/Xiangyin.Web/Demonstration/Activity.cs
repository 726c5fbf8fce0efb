using System.Globalization;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Xiangyin.Web.Demonstration;

/// <summary>Something that the town does again and again, as <c>activities.yaml</c> tells it.</summary>
internal sealed class Activity
{
    /// <summary>The kind of its records.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Who does it: town, villages, offices, schools, culture, or several of them.</summary>
    public List<string> Who { get; set; } = [];

    /// <summary>How many records each of them makes, by year.</summary>
    public Dictionary<int, string> Each { get; set; } = [];

    /// <summary>The months in which it happens; empty means all.</summary>
    public List<int> Months { get; set; } = [];

    /// <summary>workdays, weekends, or any day.</summary>
    public string Days { get; set; } = "workdays";

    /// <summary>One in each month: the months' numbers are kept, only the days differ.</summary>
    public bool Monthly { get; set; }

    /// <summary>In so many of a hundred months a monthly one has nothing, and a nil return says so.</summary>
    public int Nil { get; set; }

    /// <summary>In so many of a hundred months a monthly one is forgotten altogether.</summary>
    public int Missing { get; set; }

    /// <summary>How many days it lasts.</summary>
    public string Lasts { get; set; } = "1";

    /// <summary>Days until it is recorded.</summary>
    public string Lag { get; set; } = "0-3";

    /// <summary>Whether the number of records is told to the reader as it is, so that none is taken back.</summary>
    public bool Exact { get; set; }

    public List<string> Titles { get; set; } = [];

    public List<string> Texts { get; set; } = [];

    public List<string> Places { get; set; } = [];

    /// <summary>Amounts, as <see cref="AmountRange"/> reads them.</summary>
    public Dictionary<string, string> Measures { get; set; } = [];

    /// <summary>Values of dimensions with weights: <c>county 6, city 2</c>.</summary>
    public Dictionary<string, string> Dimensions { get; set; } = [];

    /// <summary>From which post the people of a role come, and how many: <c>publicist 3-6</c>.</summary>
    public Dictionary<string, string> Roles { get; set; } = [];

    /// <summary>In so many of a hundred cases an evidence slot is filled.</summary>
    public int Evidence { get; set; } = 75;

    /// <summary>How many others take part in the same event: <c>villages 3-6</c>.</summary>
    public string? Shared { get; set; }

    /// <summary>What follows from it.</summary>
    public List<Activity> Then { get; set; } = [];

    /// <summary>Of a follower: the link back.</summary>
    public string? Link { get; set; }

    /// <summary>Of a follower: whether each of those who do it makes one, and not one of them.</summary>
    public bool Everyone { get; set; }

    /// <summary>Of a follower: how many follow.</summary>
    public string Times { get; set; } = "1";

    /// <summary>Of a follower: days after.</summary>
    public string After { get; set; } = "1-10";

    /// <summary>Of a follower: in so many of a hundred cases.</summary>
    public int Percent { get; set; } = 100;
}

/// <summary>The town's year as data: activities, and the words that they share.</summary>
internal sealed class Activities
{
    public List<Activity> All { get; set; } = [];

    /// <summary>Lists of words by name; <c>{name}</c> in a title takes one.</summary>
    public Dictionary<string, List<string>> Words { get; set; } = [];

    /// <summary>Which drawing fills an evidence slot: by <c>kind.slot</c>, by slot, by the kind's group.</summary>
    public Dictionary<string, string> Scenes { get; set; } = [];

    public static Activities Read()
    {
        using var stream = typeof(Activities).Assembly.GetManifestResourceStream(
            "Xiangyin.Web.Demonstration.activities.yaml"
        )!;
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build()
            .Deserialize<Activities>(reader);
    }
}

/// <summary>Whole numbers from–to, both included: <c>3</c> or <c>3-6</c>.</summary>
internal readonly record struct Span(int From, int To)
{
    public static Span Parse(string text)
    {
        var parts = text.Split('-');
        var from = int.Parse(parts[0], CultureInfo.InvariantCulture);
        return new(from, parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : from);
    }

    public int Throw(Dice dice) => dice.Between(From, To);
}
