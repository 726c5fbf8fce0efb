namespace Xiangyin.Testing;

/// <summary>Opens a file as an office would, and saves it in another form.</summary>
public static class LibreOffice
{
    // One at a time: the machines that run tests are small.
    private static readonly SemaphoreSlim Turn = new(1);

    private static readonly Tool Office = Tool.Find(
        "libreoffice",
        "soffice",
        "libreoffice",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        @"C:\Program Files\LibreOffice\program\soffice.exe"
    );

    /// <summary>
    /// Converts <paramref name="file"/> and gives the new file's path, beside the old one. Skips where LibreOffice is not installed.
    /// </summary>
    /// <param name="file">The file to open.</param>
    /// <param name="form">An extension, or a LibreOffice filter such as <c>pdf:writer_pdf_Export</c>.</param>
    /// <param name="cancellation">Ends LibreOffice.</param>
    public static async Task<string> ConvertAsync(string file, string form, CancellationToken cancellation = default)
    {
        Office.SkipIfAbsent();
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var converted = Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(file), form.Split(':')[0]));
        // A profile of its own, so that neither a running office nor its owner's settings take part.
        var profile = Directory.CreateTempSubdirectory("xy-office-");
        await Turn.WaitAsync(cancellation);
        try
        {
            var printed = await Office.RunAsync(
                [
                    $"-env:UserInstallation={new Uri(profile.FullName)}",
                    "--headless",
                    "--norestore",
                    "--convert-to",
                    form,
                    "--outdir",
                    folder,
                    Path.GetFullPath(file),
                ],
                timeout: TimeSpan.FromSeconds(90),
                cancellation
            );
            // LibreOffice ends with 0 for a file that it could not read.
            return File.Exists(converted)
                ? converted
                : throw new InvalidOperationException($"LibreOffice could not convert {file}: {printed}");
        }
        finally
        {
            Turn.Release();
            profile.Delete(recursive: true);
        }
    }
}
