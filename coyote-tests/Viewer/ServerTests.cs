using System.Net;
using System.Text;
using Interlock.Viewer.Serve;
using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Viewer;

/// <summary>The server answers this machine's browser about the graph, and nobody about anything else.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task It_serves_the_page_and_answers_its_questions()
    {
        using var viewed = new Viewed("page-unmap");
        await using var server = await ViewerServer.Start(viewed.Questions, 0);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };

        using var page = await client.GetAsync(new Uri("/", UriKind.Relative));
        using var summary = await client.PostAsync(new Uri("/api/summary", UriKind.Relative), Json("{}"));
        using var refusal = await client.PostAsync(new Uri("/api/node", UriKind.Relative), Json("""{"id":147}"""));
        using var nonsense = await client.PostAsync(new Uri("/api/node", UriKind.Relative), Json("""{"id":[}"""));

        Assert.Contains("id=\"payload\">null<", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var policy = string.Join(' ', page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(147, (int)JObject.Parse(await summary.Content.ReadAsStringAsync())["states"]!);
        Assert.Equal(
            "There is no state 147; there are 147, numbered from 0.",
            (string?)JObject.Parse(await refusal.Content.ReadAsStringAsync())["error"]);
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/", "interlock.example", null, HttpStatusCode.Forbidden)]
    [InlineData("POST", "/api/summary", "interlock.example", null, HttpStatusCode.Forbidden)]
    [InlineData("POST", "/api/summary", "127.0.0.1:1", null, HttpStatusCode.Forbidden)]
    [InlineData("POST", "/api/summary", null, "http://interlock.example", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/api/summary", null, "null", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/api/summary", null, null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/../README.md", null, null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/graph.html", null, null, HttpStatusCode.NotFound)]
    [InlineData("PUT", "/", null, null, HttpStatusCode.NotFound)]
    public async Task It_serves_nothing_else_and_nobody_else(
        string method, string path, string? host, string? origin, HttpStatusCode status)
    {
        using var viewed = new Viewed("toy-shootdown");
        await using var server = await ViewerServer.Start(viewed.Questions, 0);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), server.Address.TrimEnd('/') + path);
        request.Content = method == "GET" ? null : Json("{}");
        request.Headers.Host = host;
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.DoesNotContain("toy-shootdown", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    // A form of a foreign page can send text without asking first; JSON it cannot.
    [Fact]
    public async Task A_question_that_is_not_json_is_refused()
    {
        using var viewed = new Viewed("toy-shootdown");
        await using var server = await ViewerServer.Start(viewed.Questions, 0);
        using var client = new HttpClient();
        using var text = new StringContent("{}", Encoding.UTF8, "text/plain");

        using var response = await client.PostAsync(new Uri($"{server.Address}api/summary"), text);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task It_listens_on_the_loopback_interface_only_and_a_port_that_is_taken_is_refused()
    {
        using var viewed = new Viewed("toy-shootdown");
        await using var server = await ViewerServer.Start(viewed.Questions, 0);

        var listeners = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => listener.Port == server.Port).Select(listener => listener.Address);
        var taken = await Assert.ThrowsAsync<IOException>(() => ViewerServer.Start(viewed.Questions, server.Port));

        Assert.Equal([IPAddress.Loopback], listeners);
        Assert.StartsWith($"Port {server.Port} of 127.0.0.1 cannot be used", taken.Message, StringComparison.Ordinal);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
