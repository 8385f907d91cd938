using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using Interlock.Viewer.Graphs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace Interlock.Viewer.Serve;

/// <summary>
/// Serves the viewer of a graph on the loopback interface, and nothing else: one page, and answers to its questions. A request that names
/// another host is refused, so that no foreign name that was made to resolve here can reach it (DNS rebinding), and so is one that
/// a page from elsewhere makes.
/// </summary>
public sealed partial class ViewerServer : IAsyncDisposable
{
    private const long LargestQuestion = 1 << 20;
    private readonly WebApplication application;
    private readonly QuestionRoutes routes;
    private readonly byte[] page = Encoding.UTF8.GetBytes(Bundle.Graph);
    private readonly string policy = PolicyOf(Bundle.Graph);

    private ViewerServer(GraphQuestions questions, int port)
    {
        routes = new QuestionRoutes(questions);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "interlock", Args = [] });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>(); // whoever started it decides when it ends
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestQuestion;
            options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        application = builder.Build();
        application.Run(Answer);
    }

    /// <summary>Where it listens; zero before it does.</summary>
    public int Port { get; private set; }

    /// <summary>The address to open.</summary>
    public string Address => $"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}/";

    /// <summary>Starts to serve.</summary>
    /// <param name="questions">What can be asked.</param>
    /// <param name="port">Where; zero for any port that is free.</param>
    /// <exception cref="IOException">The port is taken, or may not be used.</exception>
    public static async Task<ViewerServer> Start(GraphQuestions questions, int port)
    {
        var server = new ViewerServer(questions, port);
        try
        {
            await server.application.StartAsync();
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            await server.DisposeAsync();
            throw new IOException($"Port {port} of 127.0.0.1 cannot be used: {exception.Message}", exception);
        }

        server.Port = new Uri(server.application.Urls.Single()).Port;
        return server;
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!IsOwn(request.Host.Value) || !(request.Headers.Origin.Count == 0 || IsOwnOrigin(request.Headers.Origin.ToString())))
        {
            await Say(
                response, StatusCodes.Status403Forbidden, "text/plain", "This viewer answers to 127.0.0.1 and localhost only."u8.ToArray());
        }
        else if (HttpMethods.IsGet(request.Method) && request.Path == "/")
        {
            headers.ContentSecurityPolicy = policy;
            await Say(response, StatusCodes.Status200OK, "text/html", page);
        }
        else if (HttpMethods.IsPost(request.Method) && routes.Find(request.Path) is { } route)
        {
            await Say(context, route);
        }
        else
        {
            await Say(response, StatusCodes.Status404NotFound, "text/plain", "There is nothing here but the viewer."u8.ToArray());
        }
    }

    private static async Task Say(HttpContext context, Func<JObject, object> route)
    {
        var response = context.Response;
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            await Say(response, StatusCodes.Status415UnsupportedMediaType, "text/plain", "Questions are JSON."u8.ToArray());
            return;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var (status, answer) = QuestionRoutes.Answer(route, await reader.ReadToEndAsync());
        await Say(response, status, "application/json", Encoding.UTF8.GetBytes(answer));
    }

    private static async Task Say(HttpResponse response, int status, string type, byte[] content)
    {
        response.StatusCode = status;
        response.ContentType = $"{type}; charset=utf-8";
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content);
    }

    private bool IsOwn(string? host) =>
        host == $"127.0.0.1:{Port}" || host == $"localhost:{Port}";

    private bool IsOwnOrigin(string origin) =>
        origin.StartsWith("http://", StringComparison.Ordinal) && IsOwn(origin["http://".Length..]);

    // The page's own script and nothing else; the layout runs in a worker that the script makes of itself.
    private static string PolicyOf(string page)
    {
        var scripts = Scripts().Matches(page)
            .Select(match => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value)))}'");
        return $"default-src 'none'; script-src {string.Join(' ', scripts)} blob:; worker-src blob:; style-src 'unsafe-inline'; " +
            "img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    [GeneratedRegex("<script type=\"module\"[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
