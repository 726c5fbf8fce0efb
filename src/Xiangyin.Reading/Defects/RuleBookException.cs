namespace Xiangyin.Reading;

/// <summary>A county's rule file can't be used.</summary>
public sealed class RuleBookException : Exception
{
    internal static readonly Reason Yaml = new(
        "不是写得对的 YAML：{0}",
        "不是寫得對的 YAML：{0}",
        "this is not valid YAML: {0}"
    );
    internal static readonly Reason Top = new(
        "顶层应写成“规则: 设置”，一条规则一行，如 placeholder/name: {{ on: false }}",
        "頂層應寫成「規則: 設置」，一條規則一行，如 placeholder/name: {{ on: false }}",
        "write “rule: settings” at the top, one rule a line: placeholder/name: {{ on: false }}"
    );
    internal static readonly Reason NoSettings = new(
        "{0} 后面要有设置，如 {{ on: false }}",
        "{0} 後面要有設置，如 {{ on: false }}",
        "{0} needs settings, such as {{ on: false }}"
    );
    internal static readonly Reason Id = new(
        "“{0}”应写作 类/名，如 county/words",
        "「{0}」應寫作 類/名，如 county/words",
        "write “{0}” as category/name: county/words"
    );
    internal static readonly Reason On = new(
        "{0} on: {1} 应为 true 或 false",
        "{0} on: {1} 應為 true 或 false",
        "{0} on: {1} must be true or false"
    );
    internal static readonly Reason Severity = new(
        "{0} severity: {1} 应为 error、warning 或 hint",
        "{0} severity: {1} 應為 error、warning 或 hint",
        "{0} severity: {1} must be error, warning or hint"
    );
    internal static readonly Reason NoSuchRule = new(
        "没有 {0} 这条规则：改正规则名；若是县里自己的规则，要写 reason 和 words",
        "沒有 {0} 這條規則：改正規則名；若是縣裏自己的規則，要寫 reason 和 words",
        "there is no rule {0}: correct its name, or, for a rule of the county's own, write reason and words"
    );
    internal static readonly Reason NoSuchSetting = new(
        "{0} 没有 {1} 这项设置，可用的有：{2}",
        "{0} 沒有 {1} 這項設置，可用的有：{2}",
        "{0} has no setting {1}; it has: {2}"
    );
    internal static readonly Reason List = new(
        "{0} {1} 应写成列表，如 [甲, 乙]",
        "{0} {1} 應寫成列表，如 [甲, 乙]",
        "{0} {1} must be a list: [one, two]"
    );
    internal static readonly Reason Item = new(
        "{0} 的每一项应是一个词，或带 word 的一组，如 {{ word: 甲, fix: 乙 }}",
        "{0} 的每一項應是一個詞，或帶 word 的一組，如 {{ word: 甲, fix: 乙 }}",
        "each item of {0} must be a word, or a map with word: {{ word: one, fix: two }}"
    );
    internal static readonly Reason Field = new(
        "{0} 的“{1}”要写 {2}",
        "{0} 的「{1}」要寫 {2}",
        "“{1}” of {0} needs {2}"
    );
    internal static readonly Reason Day = new(
        "{0} 的“{1}”{2} 应是日期，写作 2021-07-13",
        "{0} 的「{1}」{2} 應是日期，寫作 2021-07-13",
        "{2} of “{1}” of {0} must be a day: 2021-07-13"
    );
    internal static readonly Reason Number = new(
        "{0} 的“{1}”{2} 应是一个数",
        "{0} 的「{1}」{2} 應是一個數",
        "{2} of “{1}” of {0} must be a number"
    );
    internal static readonly Reason Pattern = new(
        "{0} 的“{1}”不是写得对的正则表达式",
        "{0} 的「{1}」不是寫得對的正則表達式",
        "“{1}” of {0} is not a valid regular expression"
    );
    internal static readonly Reason Value = new(
        "{0} {1} 应是一个值",
        "{0} {1} 應是一個值",
        "{0} {1} must be one value"
    );
    internal static readonly Reason Sentence = new(
        "{0} reason 应是一句话（其中 {{0}} 是找到的词，{{1}} 是改成的词），或写明 zh-Hans",
        "{0} reason 應是一句話（其中 {{0}} 是找到的詞，{{1}} 是改成的詞），或寫明 zh-Hans",
        "{0} reason must be a sentence ({{0}} the words found, {{1}} what to write), or have zh-Hans"
    );

    private readonly Reason reason;
    private readonly string[] arguments;

    internal RuleBookException(long line, Reason reason, params string[] arguments)
        : this(line, reason, null, arguments) { }

    internal RuleBookException(long line, Reason reason, Exception? inner, params string[] arguments)
        : base($"{line}: {reason.In("zh-Hans", arguments)}", inner) =>
        (Line, this.reason, this.arguments) = ((int)line, reason, arguments);

    /// <summary>The line of the YAML, from 1.</summary>
    public int Line { get; }

    /// <summary>What is wrong and what to write, in a language: <c>zh-Hans</c>, <c>zh-Hant</c> or <c>en</c>; any other is answered in simplified Chinese.</summary>
    public string MessageIn(string language) => reason.In(language, arguments);
}
