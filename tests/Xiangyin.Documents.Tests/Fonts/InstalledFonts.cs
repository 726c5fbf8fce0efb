namespace Xiangyin.Documents.Tests;

internal static class InstalledFonts
{
    /// <summary>Skips the running test where no font can set a document, and says what to install.</summary>
    public static void Need() =>
        Assert.SkipUnless(
            FontLibrary.System.IsUsable,
            $"No usable Chinese font is installed; on Debian: apt-get install {FontLibrary.DebianPackages}"
        );
}
