namespace Xiangyin.Ledger;

/// <summary>A piece of YAML with the line on which it begins.</summary>
internal abstract record YamlNode(FileLine At);

internal sealed record YamlScalar(FileLine At, string Value) : YamlNode(At);

internal sealed record YamlSequence(FileLine At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

internal sealed record YamlMapping(FileLine At, IReadOnlyList<YamlEntry> Entries) : YamlNode(At);

internal sealed record YamlEntry(string Key, FileLine At, YamlNode Value);
