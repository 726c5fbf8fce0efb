namespace Xiangyin.Ledger.Tests;

/// <summary>The catalogue that comes with the product.</summary>
internal static class DefaultCatalogue
{
    public static IReadOnlyList<CatalogueFile> Files { get; } =
        CatalogueFile.In(Path.Combine(AppContext.BaseDirectory, "catalogue"));

    public static Catalogue Read() => CatalogueReader.Read(Files);
}
