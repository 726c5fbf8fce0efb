using System.Buffers;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// Names that are neither this unit's, nor its villages', nor its superiors': left from somebody else's text. Without a gazetteer only beside a masked name of the document's
/// own, or another town's name where the title says whose the document is. Not: neighbours visited or helped, media, schools and firms of the town, cities and provinces; nothing in an account of a visit or in what
/// a superior wrote, which name other towns rightly.
/// </summary>
internal sealed partial class ForeignNames : Rule
{
    private static readonly SearchValues<string> Bearers = SearchValues.Create(
        ["形象", "故事", "加工厂", "公司", "食品厂"],
        StringComparison.Ordinal
    );
    private readonly Gazetteer gazetteer;
    private readonly HashSet<string> own;
    private readonly IReadOnlyList<string> partners;
    private readonly HashSet<string> common;
    private readonly PlaceNames places;

    public ForeignNames(RuleBook book, Gazetteer gazetteer)
    {
        this.gazetteer = gazetteer;
        own =
        [
            .. gazetteer.Names.SelectMany(name =>
                new[] { Scripts.ToSimplified(name), Stem(Scripts.ToSimplified(name)) }
            ),
        ];
        partners = book["name/foreign"].Words("partners");
        common = [.. book["name/foreign"].Words("common")];
        places = new(common.Concat(book["name/foreign"].Words("kinds")));
    }

    public override IReadOnlyList<string> Ids { get; } = ["name/foreign"];

    public override void Look(Paper paper, Findings findings)
    {
        var title = gazetteer.Town is null && !paper.Masked ? OwnIn(paper) : null;
        var suspicious = gazetteer.Town is not null || paper.Masked;
        if ((!suspicious && title is null) || NamesOthersRightly(paper.Tenor.Title))
        {
            return;
        }

        foreach (var (start, end, level) in places.In(paper.Plain))
        {
            var text = paper.Plain[start..end];
            var foreign = suspicious
                ? !IsOwn(text)
                    && !EndsOwn(paper.Plain, start, end)
                    && (gazetteer.Town is null || level != UnitLevel.County || IsSuperior(paper.Plain, end))
                : level == UnitLevel.Town
                    && Stem(text) != Stem(title!)
                    && !title!.Contains(Stem(text), StringComparison.Ordinal);
            if (foreign && !IsInTitle(paper, text) && !IsPartner(paper.Plain, start, end))
            {
                findings.Add("name/foreign", paper.Origin(start, end));
            }
        }

        if (suspicious)
        {
            LookForImages(paper, findings);
        }
    }

    // 青石镇赴杨溪镇学习考察, 中共临江县委宣传部关于表扬先进单位的通报
    private bool NamesOthersRightly(string title) =>
        partners.Any(partner => title.Contains(partner, StringComparison.Ordinal))
        || gazetteer.Superiors.Any(superior =>
            title.IndexOf(superior, StringComparison.Ordinal) is 0 or 2
            && (gazetteer.Town is null || !title.Contains(gazetteer.Town, StringComparison.Ordinal))
        );

    // 塑造塔拉形象, 讲好塔拉故事, 塔拉人新形象, 吉福思罗汉果加工厂: names that bear no level.
    private void LookForImages(Paper paper, Findings findings)
    {
        const int Before = 14;
        const int After = 3;
        var plain = paper.Plain;
        for (var at = 0; plain.AsSpan(at).IndexOfAny(Bearers) is >= 0 and var next; at += next + 1)
        {
            var from = Math.Max(0, at + next - Before);
            foreach (Match match in Image().Matches(plain[from..Math.Min(plain.Length, at + next + After)]))
            {
                var name = match.Groups["name"];
                if (!IsOwn(name.Value) && !IsCommon(name.Value))
                {
                    var span = paper.Origin(from + name.Index, from + name.Index + name.Length);
                    findings.Add("name/foreign", span, null, name.Value);
                }
            }
        }
    }

    private bool IsCommon(string name)
    {
        for (var i = 0; i + 2 <= name.Length; i++)
        {
            if (common.Contains(name.Substring(i, 2)))
            {
                return true;
            }
        }

        return name.Length == 0 || common.Contains(name[..1]) || common.Contains(name[^1..]);
    }

    private bool IsOwn(string name) =>
        own.Contains(name)
        || own.Contains(Stem(name))
        || own.Any(o => o.Length > 1 && name.EndsWith(o, StringComparison.Ordinal));

    // 永宁街道总结 is about itself, unless it says 我XX镇 too; 龙门铺镇与长寿街镇签订协议 is about both.
    private bool IsInTitle(Paper paper, string name) =>
        paper.Tenor.Title.Contains(name, StringComparison.Ordinal)
        && (
            gazetteer.Town is { } town
                ? paper.Tenor.Title.Contains(town, StringComparison.Ordinal)
                : !MaskedTown().IsMatch(paper.Plain)
        );

    // 家坪村 where the text says 向家坪村, which is ours.
    private bool EndsOwn(string plain, int start, int end) =>
        own.Any(o =>
            o.Length > end - start
            && o.Length <= end
            && o.AsSpan().EndsWith(plain.AsSpan(start, end - start))
            && plain.AsSpan(end - o.Length, o.Length).SequenceEqual(o)
        );

    // The town that the title or the signature names.
    private static string? OwnIn(Paper paper)
    {
        var match = TownInTitle().Match(paper.Tenor.Title);
        return match.Success ? match.Groups[1].Value : null;
    }

    // 赣源县农业局, 某县委: a county that acts, and so is taken for the document's own.
    private static bool IsSuperior(string plain, int end) =>
        end < plain.Length && "委政局教宣文农妇领人".Contains(plain[end], StringComparison.Ordinal);

    private bool IsPartner(string plain, int start, int end)
    {
        const int Reach = 12;
        var from = Math.Max(0, start - Reach);
        var around = plain.AsSpan(from, Math.Min(plain.Length, end + Reach) - from);
        foreach (var partner in partners)
        {
            if (around.Contains(partner, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Stem(string name) =>
        name.Length > 2 ? name.TrimEnd('镇', '乡', '村', '县', '市', '区') : name;

    [GeneratedRegex("(?:[xX×]{2,}|某|[*＊]+|_{2,}|[〇○□]{2,})(?:镇|乡|街道)")]
    private static partial Regex MaskedTown();

    [GeneratedRegex(@"^[^\n]{0,10}?([\u4e00-\u9fff]{2,4}(?:镇|乡|街道))(?=\d|二|关|党|人|综|宣|文|农|教|妇|社|的|20)")]
    private static partial Regex TownInTitle();

    [GeneratedRegex(
        @"(?<=(?:树立|培养|塑造|争做)了?)(?<name>[\u4e00-\u9fff-[了的]]{2,3}?)人(?:的)?新?形象|(?<=(?:塑造|提升|宣传|展示|展现|打造|树立|推介|唱响)了?)(?<name>[\u4e00-\u9fff-[了的]]{2,3}?)(?:的?(?:良好|崭新|美好|对外|新))?形象|讲好(?<name>[\u4e00-\u9fff]{2,3}?)(?:好)?故事|(?<=[、，。对在：])(?<name>[\u4e00-\u9fff]{2,4}?)(?:罗汉果|茶叶|茶业|酒业|食品|农业|果业|蚕业|竹木|药业|木业)?(?:加工厂|有限公司|有限责任公司|食品厂)"
    )]
    private static partial Regex Image();
}
