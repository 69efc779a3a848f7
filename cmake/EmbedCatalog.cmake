# Writes the vendor files into a C++ source, so that the library and the program need no file beside them.
#
# As a module: cspkit_embed_catalog(OUTPUT folder) makes OUTPUT from folder/*.yaml, anew whenever one changes.
# As a script: cmake -D FOLDER=… -D OUTPUT=… -P EmbedCatalog.cmake
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(CSPKIT_EMBED_CATALOG_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

  function(cspkit_embed_catalog output folder)
    file(GLOB files CONFIGURE_DEPENDS ${folder}/*.yaml)
    add_custom_command(
      OUTPUT ${output}
      COMMAND ${CMAKE_COMMAND} -D FOLDER=${folder} -D OUTPUT=${output} -P ${CSPKIT_EMBED_CATALOG_SCRIPT}
      DEPENDS ${files} ${CSPKIT_EMBED_CATALOG_SCRIPT}
      COMMENT "Embedding the vendor catalogue"
      VERBATIM)
    # The library is a target of another directory, which sees the file only through a target.
    add_custom_target(cspkit_catalog DEPENDS ${output})
    add_dependencies(cspkit cspkit_catalog)
  endfunction()
  return()
endif()

# Compilers limit the length of one literal, so that each file is an array of bytes.
file(GLOB files ${FOLDER}/*.yaml)
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
  string(APPEND rows "    {\"vendors/${name}\", {kFile${index}, sizeof kFile${index}}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUTPUT}
  "// SPDX-License-Identifier: Apache-2.0\n"
  "// Made from catalog/vendors/ by cmake/EmbedCatalog.cmake.\n"
  "#include \"cspkit/catalog.h\"\n\n"
  "namespace cspkit {\nnamespace {\n\n${arrays}\n"
  "constexpr CatalogFile kFiles[] = {\n${rows}};\n\n"
  "}  // namespace\n\n"
  "std::span<const CatalogFile> builtin_catalog_files() noexcept { return kFiles; }\n\n"
  "}  // namespace cspkit\n")
