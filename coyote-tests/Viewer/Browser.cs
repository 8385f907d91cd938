using System.Diagnostics;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using Xunit;

namespace Interlock.CoyoteTests.Viewer;

/// <summary>Headless Chromium, driven through WebDriver. One for all tests of a class.</summary>
public sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string? Chromium = Find("chromium");
    private static readonly string? Driver = Find("chromedriver");
    private readonly string folder = Directory.CreateTempSubdirectory("interlock-browser-").FullName;
    private ChromeDriver? driver;

    /// <summary>What is not installed; null if everything is.</summary>
    public static string? Missing => Chromium is null ? "chromium" : Driver is null ? "chromedriver" : null;

    public string Folder => folder;

    internal ChromeDriver Page => driver ??= Start();

    /// <summary>Opens an address and waits until something is drawn.</summary>
    /// <returns>How long that took.</returns>
    public TimeSpan Open(string address, string until = "document.querySelector('.node') !== null")
    {
        Page.Navigate().GoToUrl("about:blank"); // an address that differs behind the # only would not be loaded again
        var clock = Stopwatch.StartNew();
        Page.Navigate().GoToUrl(address);
        Until(until);
        var elapsed = clock.Elapsed;
        Rest();
        return elapsed;
    }

    /// <summary>Clicks what is drawn.</summary>
    /// <param name="element">An expression of the page.</param>
    public TimeSpan Click(string element)
    {
        var clock = Stopwatch.StartNew();
        Page.ExecuteScript($"{element}.dispatchEvent(new MouseEvent('click', {{ bubbles: true }}))");
        Rest();
        return clock.Elapsed;
    }

    /// <summary>Presses keys, and waits until what they ask for is done.</summary>
    /// <returns>How long that took.</returns>
    public TimeSpan Press(params string[] keys)
    {
        var clock = Stopwatch.StartNew();
        var actions = new OpenQA.Selenium.Interactions.Actions(Page);
        foreach (var key in keys)
        {
            actions.SendKeys(key);
        }

        actions.Perform();
        Rest();
        return clock.Elapsed;
    }

    /// <summary>Chooses an option of a list, and waits until what it asks for is done.</summary>
    public TimeSpan Choose(string list, string value)
    {
        var clock = Stopwatch.StartNew();
        Page.ExecuteScript(
            "const list = document.getElementById(arguments[0]); list.value = arguments[1]; list.dispatchEvent(new " +
            "Event('change'))", list, value);
        Rest();
        return clock.Elapsed;
    }

    /// <summary>What an expression of the page is.</summary>
    public T Get<T>(string expression) => (T)Page.ExecuteScript($"return {expression}")!;

    /// <summary>Waits until an expression of the page is true.</summary>
    public void Until(string expression)
    {
        for (var clock = Stopwatch.StartNew(); !Get<bool>(expression);)
        {
            Assert.True(
                clock.Elapsed < Patience, $"it never came true that {expression}; the page says: {Get<string>("document.body.innerText")}");
            System.Threading.Thread.Sleep(20);
        }
    }

    /// <summary>A file that the page has saved.</summary>
    public string Saved(string name)
    {
        var path = Path.Combine(folder, name);
        Assert.True(System.Threading.SpinWait.SpinUntil(() => File.Exists(path), Patience), $"{name} was not saved");
        return File.ReadAllText(path);
    }

    /// <summary>Demands that the page has complained of nothing since the last time.</summary>
    public void HasNoComplaints() =>
        Assert.Equal([], Page.Manage().Logs.GetLog(LogType.Browser).Select(entry => $"{entry.Level}: {entry.Message}"));

    public void Dispose()
    {
        driver?.Quit();
        driver?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Rest()
    {
        System.Threading.Thread.Sleep(30); // until the page has heard of it
        Until("!document.querySelector('#app').hasAttribute('aria-busy')");
    }

    private ChromeDriver Start()
    {
        var options = new ChromeOptions { BinaryLocation = Chromium! };
        options.AddArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1440,900");
        options.AddUserProfilePreference("download.default_directory", folder);
        options.AddUserProfilePreference("profile.default_content_setting_values.automatic_downloads", 1);
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(Driver), Path.GetFileName(Driver));
        service.SuppressInitialDiagnosticInformation = true;
        service.HideCommandPromptWindow = true;
        return new ChromeDriver(service, options, Patience);
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
