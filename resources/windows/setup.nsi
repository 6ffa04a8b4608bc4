; The setup program for one user: no administrator, Start menu, diaries open by double-click, an update over a running
; older version, and a removal that leaves the diary and says where it is.
; makensis -DVERSION=… -DROOT=folder with the programs -DICON=file -DOUT=file setup.nsi
Target amd64-unicode
SetCompressor /SOLID lzma
!include "MUI2.nsh"
!include "LogicLib.nsh"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Stillnight"

Name "Stillnight"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Stillnight"
InstallDirRegKey HKCU "Software\Stillnight" "Folder"
RequestExecutionLevel user
BrandingText "Stillnight ${VERSION}"
VIProductVersion "${VERSION_COMMAS}"
VIAddVersionKey "ProductName" "Stillnight"
VIAddVersionKey "FileDescription" "Stillnight Setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT License"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\stillnight.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Dutch"

LangString Running ${LANG_ENGLISH} "Stillnight is open. Close it, then press Retry. What you typed is kept."
LangString Running ${LANG_GERMAN} "Stillnight ist geöffnet. Schließen Sie es und drücken Sie dann Wiederholen. Was Sie eingegeben haben, bleibt erhalten."
LangString Running ${LANG_SPANISH} "Stillnight está abierto. Ciérrelo y pulse Reintentar. Lo que escribió se conserva."
LangString Running ${LANG_FRENCH} "Stillnight est ouvert. Fermez-le, puis pressez Réessayer. Ce que vous avez tapé est gardé."
LangString Running ${LANG_DUTCH} "Stillnight is open. Sluit het en druk dan op Opnieuw. Wat u typte blijft bewaard."
LangString Diary ${LANG_ENGLISH} "Stillnight is removed. Your diary and its backups stay where they are:"
LangString Diary ${LANG_GERMAN} "Stillnight ist entfernt. Ihr Tagebuch und seine Sicherungen bleiben, wo sie sind:"
LangString Diary ${LANG_SPANISH} "Stillnight se ha quitado. Su diario y sus copias siguen donde estaban:"
LangString Diary ${LANG_FRENCH} "Stillnight est supprimé. Votre journal et ses sauvegardes restent où ils sont :"
LangString Diary ${LANG_DUTCH} "Stillnight is verwijderd. Uw dagboek en de reservekopieën blijven waar ze zijn:"
LangString Kind ${LANG_ENGLISH} "Stillnight diary"
LangString Kind ${LANG_GERMAN} "Stillnight-Tagebuch"
LangString Kind ${LANG_SPANISH} "Diario de Stillnight"
LangString Kind ${LANG_FRENCH} "Journal Stillnight"
LangString Kind ${LANG_DUTCH} "Stillnight-dagboek"

; Windows lets no running program be written over: whoever updates is asked to close it, and nothing is lost.
!macro waitForProgram
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\stillnight.exe"
      ${ExitDo}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\stillnight.exe" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "$(Running)" /SD IDCANCEL IDRETRY +2
    Abort
  ${Loop}
!macroend

; opens ENDING with the program.
!macro opens ENDING
  WriteRegStr HKCU "Software\Classes\${ENDING}" "" "Stillnight.Diary"
  WriteRegStr HKCU "Software\Classes\${ENDING}\OpenWithProgids" "Stillnight.Diary" ""
!macroend

Function .onInit
  InitPluginsDir
FunctionEnd

Section
  !insertmacro waitForProgram
  SetOutPath "$INSTDIR"
  File "${ROOT}\stillnight.exe"
  File "${ROOT}\stillnight-cli.exe"
  File "${ROOT}\README.md"
  File "${ROOT}\LICENSE"
  File "${ROOT}\CHANGELOG.md"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Stillnight.lnk" "$INSTDIR\stillnight.exe"
  WriteRegStr HKCU "Software\Stillnight" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\Stillnight.Diary" "" "$(Kind)"
  WriteRegStr HKCU "Software\Classes\Stillnight.Diary\DefaultIcon" "" "$INSTDIR\stillnight.exe,0"
  WriteRegStr HKCU "Software\Classes\Stillnight.Diary\shell\open\command" "" '"$INSTDIR\stillnight.exe" "%1"'
  !insertmacro opens ".stillnight"
  !insertmacro opens ".stillnight-move"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Stillnight"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\stillnight.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "The Stillnight developers"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  !insertmacro waitForProgram
  Delete "$INSTDIR\stillnight.exe"
  Delete "$INSTDIR\stillnight-cli.exe"
  Delete "$INSTDIR\README.md"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\CHANGELOG.md"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only where nothing else lies there
  Delete "$SMPROGRAMS\Stillnight.lnk"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Stillnight"
  DeleteRegKey HKCU "Software\Classes\Stillnight.Diary"
  DeleteRegKey HKCU "Software\Classes\.stillnight"
  DeleteRegKey HKCU "Software\Classes\.stillnight-move"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "Stillnight"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${If} ${FileExists} "$APPDATA\stillnight\*.*"
    MessageBox MB_OK|MB_ICONINFORMATION "$(Diary)$\r$\n$APPDATA\stillnight" /SD IDOK
  ${EndIf}
SectionEnd
