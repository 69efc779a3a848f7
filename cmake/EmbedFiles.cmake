# Writes data files into a C++ source, so that the library and the program need no file beside them.
#
# As a module: cspkit_embed_files(OUTPUT FUNCTION HEADER PREFIX file…) makes OUTPUT, which defines
#   std::span<const CatalogFile> cspkit::FUNCTION() noexcept
# over the files, named PREFIX/name, anew whenever one changes; HEADER declares it.
# As a script: cmake -D FILES=… -D OUTPUT=… -D FUNCTION=… -D HEADER=… -D PREFIX=… -P EmbedFiles.cmake
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(CSPKIT_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

  function(cspkit_embed_files output function header prefix)
    string(REPLACE ";" "," files "${ARGN}")
    add_custom_command(
      OUTPUT ${output}
      COMMAND ${CMAKE_COMMAND} -D "FILES=${files}" -D OUTPUT=${output} -D FUNCTION=${function} -D HEADER=${header}
        -D PREFIX=${prefix} -P ${CSPKIT_EMBED_SCRIPT}
      DEPENDS ${ARGN} ${CSPKIT_EMBED_SCRIPT}
      COMMENT "Embedding ${function}"
      VERBATIM)
    # The library is a target of another directory, which sees the file only through a target.
    add_custom_target(cspkit_${function} DEPENDS ${output})
    add_dependencies(cspkit cspkit_${function})
  endfunction()
  return()
endif()

# Compilers limit the length of one literal, so that each file is an array of bytes.
string(REPLACE "," ";" files "${FILES}")
list(SORT files)
set(arrays "")
set(rows "")
set(index 0)
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(................................................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND arrays "constexpr char kFile${index}[] = {\n${bytes}};\n")
  string(APPEND rows "    {\"${PREFIX}${name}\", {kFile${index}, sizeof kFile${index}}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUTPUT}
  "// SPDX-License-Identifier: Apache-2.0\n"
  "// Made by cmake/EmbedFiles.cmake.\n"
  "#include \"${HEADER}\"\n\n"
  "namespace cspkit {\nnamespace {\n\n${arrays}\n"
  "constexpr CatalogFile kFiles[] = {\n${rows}};\n\n"
  "}  // namespace\n\n"
  "std::span<const CatalogFile> ${FUNCTION}() noexcept { return kFiles; }\n\n"
  "}  // namespace cspkit\n")
