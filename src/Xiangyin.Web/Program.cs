var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/", () => "乡音");
app.Run();
