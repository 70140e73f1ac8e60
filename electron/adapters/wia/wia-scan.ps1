# Speaks with the scanners of Windows (WIA 2.0, automation layer) for the program: a JSON line in, JSON lines out. wia-messages.ts has the lines.
# It is asked for one page at a time and writes it where it is told; nothing else of the machine is touched. Windows PowerShell 5.1.
#   {"do":"list"}                  {"kind":"scanner","id":"...","name":"..."} for each, {"kind":"end"}
#   {"do":"open","device":"..."}   {"kind":"opened","feeder":true,"flatbed":true,"duplex":false,"resolutions":[100,200,300]}
#   {"do":"set","select":1,"intent":1,"dpi":300}   {"kind":"set"}
#   {"do":"page","file":"C:\\..."} {"kind":"page","format":"jpeg"}
# What fails answers {"kind":"failed","hresult":"0x80210003"}. The end of the input ends it.
$ErrorActionPreference = 'Stop'
[Console]::InputEncoding = New-Object System.Text.UTF8Encoding $false
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false

$Jpeg = '{B96B3CAE-0728-11D3-9D7B-0000F81EF32E}'
$Png = '{B96B3CAF-0728-11D3-9D7B-0000F81EF32E}'
# Numbers of wiadef.h.
$ScannerType = 1
$HandlingCapabilities = 3086
$HandlingSelect = 3088
$Pages = 3096
$Intent = 6146
$ResolutionX = 6147
$ResolutionY = 6148
$StartX = 6149
$StartY = 6150
$ExtentX = 6151
$ExtentY = 6152
$Feeds = 1
$HasGlass = 2
$FeedsBothSides = 4
$IsRange = 1
$IsList = 2

function Say($line) {
  [Console]::Out.WriteLine((ConvertTo-Json -InputObject $line -Compress))
  [Console]::Out.Flush()
}

function Find-Property($of, [int]$id) {
  foreach ($property in $of.Properties) { if ($property.PropertyID -eq $id) { return $property } }
  return $null
}

function Set-Property($of, [int]$id, $value) {
  $property = Find-Property $of $id
  if ($null -ne $property -and -not $property.IsReadOnly) { $property.Value = $value }
}

# A4 or as much of it as there is: 210 x 297 mm in dots.
function Set-Extent($item, [int]$id, [double]$millimetres, [int]$dpi) {
  $property = Find-Property $item $id
  if ($null -eq $property -or $property.IsReadOnly) { return }
  $dots = [int][Math]::Round($millimetres / 25.4 * $dpi)
  if ($property.SubType -eq $IsRange) { $dots = [Math]::Min($dots, $property.SubTypeMax) }
  $property.Value = $dots
}

function Get-Resolutions($item) {
  $property = Find-Property $item $ResolutionX
  if ($null -eq $property) { return @() }
  if ($property.SubType -eq $IsList) { return @($property.SubTypeValues | ForEach-Object { [int]$_ }) }
  if ($property.SubType -eq $IsRange) {
    $least = $property.SubTypeMin
    $most = $property.SubTypeMax
    return @(@($least, 100, 150, 200, 300, 400, 600, $most) | Where-Object { $_ -ge $least -and $_ -le $most } |
      Sort-Object -Unique | ForEach-Object { [int]$_ })
  }
  return @([int]$property.Value)
}

$manager = $null
$device = $null
$item = $null

while ($null -ne ($line = [Console]::In.ReadLine())) {
  try {
    $order = ConvertFrom-Json -InputObject $line
    if ($null -eq $manager) { $manager = New-Object -ComObject WIA.DeviceManager }
    switch ($order.do) {
      'list' {
        foreach ($info in $manager.DeviceInfos) {
          if ($info.Type -ne $ScannerType) { continue }
          Say @{ kind = 'scanner'; id = [string]$info.DeviceID; name = [string]$info.Properties.Item('Name').Value }
        }
        Say @{ kind = 'end' }
      }
      'open' {
        $device = $null
        foreach ($info in $manager.DeviceInfos) {
          if ($info.DeviceID -eq $order.device) { $device = $info.Connect() }
        }
        if ($null -eq $device) { Say @{ kind = 'unknown' }; break }
        $item = $device.Items.Item(1)
        $capabilities = Find-Property $device $HandlingCapabilities
        $can = if ($null -eq $capabilities) { $HasGlass } else { [int]$capabilities.Value }
        Say @{
          kind = 'opened'
          feeder = ($can -band $Feeds) -ne 0
          flatbed = ($can -band $HasGlass) -ne 0
          duplex = ($can -band $FeedsBothSides) -ne 0
          resolutions = @(Get-Resolutions $item)
        }
      }
      'set' {
        Set-Property $device $HandlingSelect ([int]$order.select)
        Set-Property $device $Pages 1
        Set-Property $item $Intent ([int]$order.intent)
        Set-Property $item $ResolutionX ([int]$order.dpi)
        Set-Property $item $ResolutionY ([int]$order.dpi)
        Set-Property $item $StartX 0
        Set-Property $item $StartY 0
        Set-Extent $item $ExtentX 210 ([int]$order.dpi)
        Set-Extent $item $ExtentY 297 ([int]$order.dpi)
        Say @{ kind = 'set' }
      }
      'page' {
        $image = $item.Transfer($Jpeg)
        $format = 'jpeg'
        # Many drivers give a bitmap whatever they were asked for; PNG loses nothing of it.
        if ($image.FormatID -ne $Jpeg) {
          $process = New-Object -ComObject WIA.ImageProcess
          $process.Filters.Add($process.FilterInfos.Item('Convert').FilterID)
          $process.Filters.Item(1).Properties.Item('FormatID').Value = $Png
          $image = $process.Apply($image)
          $format = 'png'
        }
        $image.SaveFile($order.file)
        Say @{ kind = 'page'; format = $format }
      }
      default { Say @{ kind = 'failed'; hresult = '0x80070057' } }
    }
  }
  catch {
    Say @{ kind = 'failed'; hresult = ('0x{0:X8}' -f $_.Exception.GetBaseException().HResult) }
  }
}
