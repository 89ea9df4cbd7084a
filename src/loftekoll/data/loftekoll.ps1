# Kompletterar loftekoll i PowerShell. Skrivet av: loftekoll komplettering powershell
Register-ArgumentCompleter -Native -CommandName loftekoll -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
        $Env:_LOFTEKOLL_COMPLETE = 'complete_powershell'
        $Env:_LOFTEKOLL_ORD = (($words + "$wordToComplete") -join "`n") + "`n"
        loftekoll 2>$null | ForEach-Object {
            $value, $fact = $_ -split "`t", 2
            if (-not $fact) { $fact = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $fact)
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item Env:_LOFTEKOLL_COMPLETE, Env:_LOFTEKOLL_ORD -ErrorAction SilentlyContinue
    }
}
