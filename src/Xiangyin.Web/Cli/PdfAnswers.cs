using System.Text;
using Xiangyin.Web.Features.Checks;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Cli;

/// <summary>This program as the process that looks into a PDF: no verb of the command line, for nobody types it.</summary>
internal static class PdfAnswers
{
    public static int Give(string question)
    {
        Func<byte[], IEnumerable<byte[]>> answer = question switch
        {
            PdfText.Question => pdf => [Encoding.UTF8.GetBytes(PdfText.In(pdf))],
            ScannedPdf.Question => ScannedPdf.In,
            PdfCleaning.Question => pdf => [PdfCleaning.Cleaned(pdf)],
            _ => throw new ArgumentOutOfRangeException(nameof(question), question, null),
        };
        PdfProcess.Answer(answer, Console.OpenStandardInput(), Console.OpenStandardOutput());
        return 0;
    }
}
