namespace Xiangyin.Ledger;

/// <summary>One file of a catalogue.</summary>
/// <param name="Path">As told to a reader of problems, such as <c>kinds/study.yaml</c>.</param>
/// <param name="Text">Its YAML.</param>
public sealed record CatalogueFile(string Path, string Text);
