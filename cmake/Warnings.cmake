# Warnings and sanitizers, the same for every target.
function(cspkit_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 sees overlaps in std::string operator+ that are not there (GCC bug 105651).
    target_compile_options(${target} PRIVATE -Wno-restrict)
  endif()
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # What clang-tidy's bugprone-reserved-identifier finds, without its walk through every system header.
    target_compile_options(${target} PRIVATE -Wreserved-identifier)
  endif()
  if(CSPKIT_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

if(CSPKIT_SANITIZE)
  add_compile_options(-fsanitize=${CSPKIT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CSPKIT_SANITIZE})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
