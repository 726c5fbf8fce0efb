using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Xiangyin.Ledger;
using YamlDotNet.Serialization;

namespace Xiangyin.Web.Site;

/// <summary>Every sentence of the site, in three languages, from the <c>texts.yaml</c> beside each feature.</summary>
internal sealed class Texts
{
    private readonly FrozenDictionary<string, LocalText> texts;

    private Texts(IEnumerable<KeyValuePair<string, LocalText>> texts) => this.texts = texts.ToFrozenDictionary();

    public IEnumerable<string> Keys => texts.Keys;

    public LocalText? Find(string key) => texts.GetValueOrDefault(key);

    /// <summary>Reads the files embedded in this assembly; a key that is there twice or lacks a language stops the start.</summary>
    public static Texts Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var yaml = new DeserializerBuilder().WithDuplicateKeyChecking().Build();
        var all = new Dictionary<string, LocalText>();
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(n => n.EndsWith("texts.yaml", StringComparison.Ordinal))
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var (key, text) in yaml.Deserialize<Dictionary<string, Dictionary<string, string>>>(reader) ?? [])
            {
                if (LocalText.Languages.FirstOrDefault(l => !text.ContainsKey(l)) is { } missing)
                {
                    throw new InvalidDataException($"{name}: {key} has no {missing}");
                }

                if (!all.TryAdd(key, new(text["zh-Hans"], text["zh-Hant"], text["en"])))
                {
                    throw new InvalidDataException($"{name}: {key} is there twice");
                }
            }
        }

        return new(all);
    }
}

/// <summary>The site's texts in the language of whoever asks. In pages: <c>@T["records.title"]</c>.</summary>
internal sealed class T(Texts texts, string language)
{
    /// <summary><c>zh-Hans</c>, <c>zh-Hant</c> or <c>en</c>.</summary>
    public string Language => language;

    public bool IsEnglish => language == "en";

    /// <summary>The text; its key where there is none, so that a slip shows and nothing breaks.</summary>
    public string this[string key] => texts.Find(key)?.In(language) ?? key;

    /// <summary>The text with its places filled: <c>{0}</c>; <c>{0:record/records}</c> chooses by number.</summary>
    public string this[string key, params object?[] arguments] => string.Format(Wording.Instance, this[key], arguments);

    /// <summary>The text in every language; its key where there is none.</summary>
    public LocalText All(string key) => texts.Find(key) ?? new(key, key, key);

    /// <summary>Whether there is such a text.</summary>
    public bool Has(string key) => texts.Find(key) is not null;

    public string this[LocalText text] => text.In(language);

    /// <summary>"2021年7月13日", "13 Jul 2021".</summary>
    public string Day(DateOnly day) =>
        IsEnglish
            ? day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>"7月13日", "13 Jul": where the year is plain from what stands around it.</summary>
    public string DayOfYear(DateOnly day) =>
        IsEnglish
            ? day.ToString("d MMM", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日");

    /// <summary>"7月", "Jul".</summary>
    public string Month(int month) =>
        IsEnglish
            ? CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month)
            : string.Create(CultureInfo.InvariantCulture, $"{month}月");

    /// <summary>One day, or both ends; the second year only where it differs.</summary>
    public string Days(DateOnly from, DateOnly? until) =>
        until is not { } to || to == from ? Day(from)
        : IsEnglish ? $"{(to.Year == from.Year ? DayOfYear(from) : Day(from))} – {Day(to)}"
        : $"{Day(from)}至{(to.Year == from.Year ? DayOfYear(to) : Day(to))}";

    /// <summary>"2021年7月13日 10:42", by the clock of Shanghai.</summary>
    public string Instant(DateTimeOffset at) =>
        $"{Day(Xiangyin.Ledger.Day.Of(at))} {at.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>"6,240", "12.5".</summary>
    public static string Number(decimal value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>"甲、乙、丙", "A, B, C".</summary>
    public string List(IEnumerable<string> items) => string.Join(IsEnglish ? ", " : "、", items);

    private sealed class Wording : IFormatProvider, ICustomFormatter
    {
        public static readonly Wording Instance = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider)
        {
            if (format?.Split('/') is [var one, var many])
            {
                return Convert.ToDecimal(arg, CultureInfo.InvariantCulture) == 1 ? one : many;
            }

            return arg switch
            {
                null => "",
                decimal or int or long => Number(Convert.ToDecimal(arg, CultureInfo.InvariantCulture)),
                IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
                _ => arg.ToString() ?? "",
            };
        }
    }
}
