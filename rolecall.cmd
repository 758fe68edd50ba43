@echo off
rem Rolecall's command line on Windows: finds a JDK 25, builds what is stale, runs. The same as ./rolecall.
rem This file was written beside the POSIX launcher and has not been run on Windows.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"

set "JDK="
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where javac.exe 2^>nul') do call :try "%%~dpj.."
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%ProgramFiles%\Amazon Corretto\jdk25*" "%ProgramFiles%\Zulu\zulu-25*" "%USERPROFILE%\.jdks\*25*" "%USERPROFILE%\scoop\apps\temurin25-jdk\current") do call :try "%%~d"
if not defined JDK (
  >&2 echo rolecall: a JDK 25 was not found: install one ^(for example Temurin 25, https://adoptium.net^) or set JAVA_HOME to it.
  exit /b 3
)

rem Stale is what has been changed after the build wrote its class path, last of all.
powershell -NoProfile -Command "$built = Get-Item -ErrorAction SilentlyContinue '%ROOT%\lab\target\classpath'; if (-not $built -or -not (Test-Path '%ROOT%\infra\target\classpath') -or -not (Test-Path '%ROOT%\functions\target\reader.jar')) { exit 1 }; $newer = Get-ChildItem -Recurse '%ROOT%\pom.xml','%ROOT%\*\pom.xml','%ROOT%\*\src\main' | Where-Object { $_.LastWriteTime -gt $built.LastWriteTime } | Select-Object -First 1; if ($newer) { exit 1 }"
if errorlevel 1 call :build || exit /b 4

set /p CLASSPATH_OF_LAB=<"%ROOT%\lab\target\classpath"
"%JDK%\bin\java.exe" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Xms24m -Xmx96m -Xss512k --enable-native-access=ALL-UNNAMED "-Drolecall.root=%ROOT%" -cp "%ROOT%\lab\target\rolecall-lab.jar;%CLASSPATH_OF_LAB%" dev.rolecall.lab.cli.Main %*
exit /b %ERRORLEVEL%

:try
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /b /c:"JAVA_VERSION=\"25." "%~1\release" >nul 2>nul && set "JDK=%~f1"
exit /b 0

:build
if not exist "%ROOT%\lab\target" mkdir "%ROOT%\lab\target"
>&2 echo rolecall: building; the first time takes some minutes, most of it downloads (log: %ROOT%\lab\target\build.log)
pushd "%ROOT%"
set "JAVA_HOME=%JDK%"
call mvnw.cmd -q -B -Dmaven.test.skip -Dspotless.check.skip -Djacoco.skip -pl functions,infra,lab -am package >"%ROOT%\lab\target\build.log" 2>&1
set "BUILT=%ERRORLEVEL%"
popd
if "%BUILT%"=="0" exit /b 0
>&2 echo rolecall: the build failed; its errors, the rest is in %ROOT%\lab\target\build.log:
findstr /c:"ERROR" "%ROOT%\lab\target\build.log" >&2
exit /b 1
